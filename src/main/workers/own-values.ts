import type { KeptObjectEvidence } from '../../shared/model/object-evidence.ts';
import type { MaskTile } from '../db/labels/mask-tiles.ts';
import type { GivenObjects } from '../db/operations/object-operations.ts';
import type { RepairMetrics } from '../db/tables/repairs-table.ts';
import type { Thumbnail } from '../db/tables/thumbnails-table.ts';

/** What a project keeps of a mask that names objects. */
export interface KeptObjects {
  readonly classes: RepairMetrics['classes'];
  readonly tiles: readonly MaskTile[];
  readonly objects: GivenObjects | undefined;
  readonly thumbnail: Thumbnail;
}

/** Values of a mask that names objects, and how many of them are objects. */
export interface OwnValues {
  readonly values: number;
  readonly objects: number;
  /** Why it is taken for such a mask. */
  readonly evidence: KeptObjectEvidence;
}
