import type { Selection } from '../../../shared/contract/source-schemas.ts';
import type { Decision } from '../../../shared/model/decision.ts';
import type { SourceStatus } from '../../../shared/model/source-status.ts';
import type { OutputFile, OutputRow } from '../tables/outputs-table.ts';
import { type RepairRow } from '../tables/repairs-table.ts';
import type { MaskTile } from '../labels/mask-tiles.ts';
import { sourcePath } from '../lists/source-path.ts';
import type { Tables } from '../tables/tables.ts';

/** A mask that may be exported. */
export interface ExportCandidate {
  readonly id: number;
  readonly status: SourceStatus;
  readonly decision: Decision;
  /** By the repair, and nothing is painted over. */
  readonly isCertified: boolean;
  readonly look: number;
  /** Absolute paths. */
  readonly path: string;
  readonly root: string;
  /** Path below the root, POSIX. */
  readonly relativePath: string;
  readonly photoPath: string | undefined;
  /** EXIF orientation, 1..8. */
  readonly orientation: number;
  readonly pixels: number;
  /** Version of the labels. */
  readonly revision: number;
  /** The part of the dataset it was found in; empty where none is known. */
  readonly split: string;
  /** The highest number of an object that it ever had; null where it tells none apart. */
  readonly highestObject: number | null;
  /** The highest number by which its file names one. */
  readonly highestSource: number | null;
  /** True where its file tells objects by colours. */
  readonly hasSourceColours: boolean;
  /** Way in which the engine made the result; null where there is none. */
  readonly preset: string | null;
  /** True where the mask was drawn from annotations. */
  readonly isDrawn: boolean;
}

interface StoredCandidate extends Omit<
  ExportCandidate,
  'path' | 'photoPath' | 'isCertified' | 'isDrawn' | 'hasSourceColours'
> {
  readonly isCertified: 0 | 1;
  readonly isDrawn: 0 | 1;
  readonly hasSourceColours: 0 | 1;
  readonly photoRoot: string | null;
  readonly photoRelative: string | null;
}

/** A mask's labels as they are kept, and what they were made with. */
export interface KeptResult {
  readonly tiles: readonly MaskTile[];
  readonly repair: RepairRow;
}

export const exportOperations = {
  exportCandidates({ database, lists }: Tables, selection: Selection): ExportCandidate[] {
    const rows = database
      .prepare<[string], StoredCandidate>(
        `SELECT files.id, files.status, files.decision, files.look,
           files.is_certified = 1 AND files.edited_pixels = 0 AND files.status = 'repaired' AS isCertified,
           roots.absolute_path AS root, files.path AS relativePath, coalesce(files.facts ->> 'orientation', 1) AS orientation,
           coalesce(files.pixels, 0) AS pixels, files.labels_revision AS revision, files.split,
           (SELECT max(number) FROM segments WHERE segments.file_id = files.id) AS highestObject,
           (SELECT max(source_id) FROM segments WHERE segments.file_id = files.id) AS highestSource,
           EXISTS (SELECT 1 FROM segments WHERE segments.file_id = files.id AND source_rgb IS NOT NULL) AS hasSourceColours,
           repairs.preset, photo_roots.absolute_path AS photoRoot, photos.path AS photoRelative,
           files.root_id IN (SELECT root_id FROM drawn_roots) AS isDrawn
         FROM files JOIN roots ON roots.id = files.root_id
         LEFT JOIN repairs ON repairs.file_id = files.id
         LEFT JOIN files AS photos ON photos.id = files.photo_id AND photos.is_removed = 0
         LEFT JOIN roots AS photo_roots ON photo_roots.id = photos.root_id
         WHERE files.id IN (SELECT value FROM json_each(?)) AND files.role = 'mask' AND files.is_removed = 0
         ORDER BY files.root_id, files.path`,
      )
      .all(JSON.stringify(lists.ids(selection)));
    return rows.map(({ photoRoot, photoRelative, isCertified, isDrawn, hasSourceColours, ...row }) => ({
      ...row,
      isCertified: isCertified === 1,
      isDrawn: isDrawn === 1,
      hasSourceColours: hasSourceColours === 1,
      path: sourcePath(row.root, row.relativePath),
      photoPath: photoRoot === null || photoRelative === null ? undefined : sourcePath(photoRoot, photoRelative),
    }));
  },

  /** The labels of a mask as they are now, with what people painted; undefined where it was not repaired. */
  keptResult({ repairs, editedTiles }: Tables, id: number): KeptResult | undefined {
    const repair = repairs.read(id);
    const tiles = editedTiles
      .readAll(id)
      .map(({ row, column, labels, confidence }) => ({ row, column, labels, confidence }));
    return repair === undefined || tiles.length === 0 ? undefined : { repair, tiles };
  },

  recordOutput({ outputs }: Tables, fileId: number, revision: number, output: OutputFile): void {
    outputs.write(fileId, revision, output);
  },

  outputsOf({ outputs }: Tables, fileId: number): OutputRow[] {
    return outputs.ofFile(fileId);
  },

  /** Every file of a job with what became of it. */
  itemStates({ jobItems }: Tables, jobId: number): ReadonlyMap<number, string> {
    return jobItems.states(jobId);
  },
};
