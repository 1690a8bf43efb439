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
import { openSourceLists } from '../lists/source-lists.ts';
import { openStatistics } from '../lists/statistics.ts';
import { openThumbnailsTable } from './thumbnails-table.ts';

const openers = {
  project: openProjectTable,
  roots: openRootsTable,
  files: openFilesTable,
  inspections: openInspectionsTable,
  classes: openClassesTable,
  repairs: openRepairsTable,
  labelTiles: openLabelTilesTable,
  alternatives: openAlternativesTable,
  certificates: openCertificatesTable,
  edits: (database: Database) => openEditsTable(database, 'labels'),
  objectEdits: (database: Database) => openEditsTable(database, 'objects'),
  objectTiles: openObjectTilesTable,
  segments: openSegmentsTable,
  editedTiles: openEditedTilesTable,
  savedFilters: openSavedFiltersTable,
  outputs: openOutputsTable,
  measures: openMeasuresTable,
  jobs: openJobsTable,
  jobItems: openJobItemsTable,
  problems: openProblemsTable,
  fileClasses: openFileClassesTable,
  colours: openColoursTable,
  thumbnails: openThumbnailsTable,
  earlierResults: openEarlierResultsTable,
  decisions: openDecisionsTable,
  history: openHistoryTable,
  pairs: openPairsTable,
  lists: openSourceLists,
  statistics: openStatistics,
};
type Openers = typeof openers;

/** Everything an operation works with. */
export type Tables = { readonly database: Database } & {
  readonly [Name in keyof Openers]: ReturnType<Openers[Name]>;
};

/** Throws what SQLite throws where the tables are not as ours are. */
export function openTables(database: Database): Tables {
  const opened = Object.entries(openers).map(([name, open]) => [name, open(database)]);
  // Each name has what its opener gives.
  return { database, ...Object.fromEntries(opened) } as Tables;
}

/** Each is opened when it is first asked for: for a project just made, whose tables need no look. */
export function openTablesOnUse(database: Database): Tables {
  const tables = { database };
  for (const [name, open] of Object.entries(openers)) {
    let opened: unknown;
    Object.defineProperty(tables, name, { get: () => (opened ??= open(database)) });
  }
  // As above.
  return tables as Tables;
}
