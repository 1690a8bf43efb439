import type { Rectangle } from '../../shared/edit/edit-operation.ts';
import type { WindowLabels } from '../../shared/edit/edit-window.ts';
import type { TileArea } from '../../shared/mask/tile-grid.ts';

/** Calls for each row of a tile inside a part: its position in the tile, in the part, and its length. */
export function eachRow(
  place: TileArea,
  part: Rectangle,
  visit: (from: number, to: number, length: number) => void,
): void {
  const left = Math.max(place.left, part.x);
  const length = Math.min(place.left + place.width, part.x + part.width) - left;
  const bottom = Math.min(place.top + place.height, part.y + part.height);
  for (let y = Math.max(place.top, part.y); y < bottom; y++) {
    visit((y - place.top) * place.width + left - place.left, (y - part.y) * part.width + left - part.x, length);
  }
}

export interface ReadTile {
  readonly place: TileArea;
  readonly labels: Uint16Array | undefined;
}

/** The labels of a part of the mask, merged classes as those they count as. */
export function joinLabels(
  tiles: readonly ReadTile[],
  part: Rectangle,
  { isWide, merged }: { readonly isWide: boolean; readonly merged: ReadonlyMap<number, number> },
): WindowLabels {
  const pixels = part.width * part.height;
  const joined = isWide ? new Uint16Array(pixels) : new Uint8Array(pixels);
  for (const { place, labels } of tiles) {
    if (labels === undefined) continue;
    if (merged.size > 0) for (let i = 0; i < labels.length; i++) labels[i] = merged.get(labels[i]) ?? labels[i];
    // Of 65535 eight bits keep 255: both are "unassigned".
    eachRow(place, part, (from, to, length) => {
      joined.set(labels.subarray(from, from + length), to);
    });
  }
  return joined;
}
