import type { Database } from 'better-sqlite3';
import { openAlternativesTable } from './alternatives-table.ts';
import { openCertificatesTable } from './certificates-table.ts';
import { openClassesTable } from './classes-table.ts';
import { openColoursTable } from './colours-table.ts';
import { openDecisionsTable } from './decisions-table.ts';
import { openEarlierResultsTable } from './earlier-results-table.ts';
import { openEditedTilesTable } from './edited-tiles-table.ts';
import { openEditsTable } from './edits-table.ts';
import { openFileClassesTable } from './file-classes-table.ts';
import { openFilesTable } from './files-table.ts';
import { openHistoryTable } from './history-table.ts';
import { openInspectionsTable } from './inspections-table.ts';
import { openJobItemsTable } from './job-items-table.ts';
import { openJobsTable } from './jobs-table.ts';
import { openLabelTilesTable } from './label-tiles-table.ts';
import { openMeasuresTable } from './measures-table.ts';
import { openObjectTilesTable } from './object-tiles-table.ts';
import { openOutputsTable } from './outputs-table.ts';
import { openPairsTable } from './pairs-table.ts';
import { openProblemsTable } from './problems-table.ts';
import { openProjectTable } from './project-table.ts';
import { openRepairsTable } from './repairs-table.ts';
import { openRootsTable } from './roots-table.ts';
import { openSavedFiltersTable } from './saved-filters-table.ts';
import { openSegmentsTable } from './segments-table.ts';
import { openSourceLists } from './source-lists.ts';
import { openStatistics } from './statistics.ts';
import { openThumbnailsTable } from './thumbnails-table.ts';

/** Everything an operation works with. */
export type Tables = ReturnType<typeof openTables>;

export function openTables(database: Database) {
  return {
    database,
    project: openProjectTable(database),
    roots: openRootsTable(database),
    files: openFilesTable(database),
    inspections: openInspectionsTable(database),
    classes: openClassesTable(database),
    repairs: openRepairsTable(database),
    labelTiles: openLabelTilesTable(database),
    alternatives: openAlternativesTable(database),
    certificates: openCertificatesTable(database),
    edits: openEditsTable(database, 'labels'),
    objectEdits: openEditsTable(database, 'objects'),
    objectTiles: openObjectTilesTable(database),
    segments: openSegmentsTable(database),
    editedTiles: openEditedTilesTable(database),
    savedFilters: openSavedFiltersTable(database),
    outputs: openOutputsTable(database),
    measures: openMeasuresTable(database),
    jobs: openJobsTable(database),
    jobItems: openJobItemsTable(database),
    problems: openProblemsTable(database),
    fileClasses: openFileClassesTable(database),
    colours: openColoursTable(database),
    thumbnails: openThumbnailsTable(database),
    earlierResults: openEarlierResultsTable(database),
    decisions: openDecisionsTable(database),
    history: openHistoryTable(database),
    pairs: openPairsTable(database),
    lists: openSourceLists(database),
    statistics: openStatistics(database),
  };
}
