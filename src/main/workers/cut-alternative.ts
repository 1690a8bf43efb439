import type { AlternativeTile } from '../db/tables/alternatives-table.ts';
import { packRuns } from '../db/labels/label-codec.ts';
import { collectRuns, NOTHING } from '../../shared/edit/label-runs.ts';
import { TILE_SIDE, tileArea } from '../../shared/mask/tile-grid.ts';
import type { AlternativeLabels } from '../../shared/repair/mask-repair.ts';

/** The second most likely labels as the project keeps them: runs, tile by tile, of the tiles that have any. */
export function cutAlternative(
  { pixels, slots }: AlternativeLabels,
  size: { readonly width: number; readonly height: number },
): AlternativeTile[] {
  const columns = Math.ceil(size.width / TILE_SIDE);
  const byTile = new Map<number, number[]>();
  for (const [i, pixel] of pixels.entries()) {
    const row = Math.floor(Math.floor(pixel / size.width) / TILE_SIDE);
    const tile = row * columns + Math.floor((pixel % size.width) / TILE_SIDE);
    const own = byTile.get(tile);
    if (own === undefined) byTile.set(tile, [i]);
    else own.push(i);
  }
  return [...byTile].flatMap(([tile, own]) => {
    const [row, column] = [Math.floor(tile / columns), tile % columns];
    const area = tileArea(size, row, column);
    if (area === undefined) return [];
    const values = new Int32Array(area.width * area.height).fill(NOTHING);
    for (const i of own) {
      const [x, y] = [pixels[i] % size.width, Math.floor(pixels[i] / size.width)];
      values[(y - area.top) * area.width + x - area.left] = slots[i];
    }
    return [{ row, column, runs: packRuns(collectRuns(values.length, (pixel) => values[pixel])) }];
  });
}
