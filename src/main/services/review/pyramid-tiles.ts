import type { TilePlace } from '../../../shared/contract/review-schemas.ts';
import type { ShownMask, TileKind } from '../../db/operations/review-operations.ts';

/** What pyramids are made of. */
export type PyramidKind = TileKind | 'objects' | 'changed';

/** The smaller levels of masks. */
export interface PyramidTiles {
  /** Labels of a mask have changed; without tiles, any of them. */
  forget(id: number, tiles?: readonly TilePlace[]): void;
  /** A tile, compressed, of level 1 or above; undefined where there is none. */
  tile(
    id: number,
    mask: ShownMask,
    wanted: { readonly kind: PyramidKind; readonly level: number; readonly place: TilePlace },
  ): Promise<Uint8Array | undefined>;
}
