import { zstdDecompressSync } from 'node:zlib';
import { readTileLabels } from '../db/labels/label-codec.ts';
import { boundaryIn, type BusyPlace, busiestPlace } from '../../shared/mask/busiest-place.ts';
import { type TileArea, tileAreas } from '../../shared/mask/tile-grid.ts';
import { drawCuts, type EdgeCut } from './draw-cut.ts';
import type { LabelsTask } from './study-mask.ts';

/** Side of the cut in pixels: few enough that each is seen in a small picture. */
const SIDE = 24;
/** Of larger masks as many are looked at, evenly over all: the cut is an example. */
const MOST_TILES = 64;

interface EdgeTask extends LabelsTask {
  /** The source, tile by tile, three bytes a pixel. */
  readonly originals: readonly Uint8Array[];
  readonly isOriginalPacked: boolean;
  /** Packed colours by slot. */
  readonly colours: ReadonlyMap<number, number>;
}

/** Undefined where no two classes meet. */
export function cutEdge(task: EdgeTask): Promise<EdgeCut | undefined> {
  const place = findEdge(task);
  return Promise.resolve(place && cutAt(task, place));
}

interface TilePart {
  readonly tile: number;
  readonly area: TileArea;
  readonly labels: Uint16Array;
  /** In the tile's own pixels. */
  readonly part: BusyPlace;
}

/** The part of a tile with the most boundary in it. */
function findEdge({ size, tiles, merged }: EdgeTask): TilePart | undefined {
  const areas = tileAreas(size);
  const step = Math.max(1, areas.length / MOST_TILES);
  let best: (TilePart & { readonly boundary: number }) | undefined;
  for (let next = 0; next < areas.length; next += step) {
    const tile = Math.floor(next);
    const area = areas[tile];
    const labels = readTileLabels(tiles[tile].engine, area.width * area.height);
    for (let i = 0; i < labels.length; i++) labels[i] = merged.get(labels[i]) ?? labels[i];
    const labelMap = { width: area.width, height: area.height, labels };
    const part = busiestPlace(labelMap, SIDE);
    const boundary = boundaryIn(labelMap, part);
    if (boundary > (best?.boundary ?? 0)) best = { tile, area, labels, part, boundary };
  }
  return best;
}

function cutAt({ originals, isOriginalPacked, colours }: EdgeTask, { tile, area, labels, part }: TilePart): EdgeCut {
  const original = isOriginalPacked ? zstdDecompressSync(originals[tile]) : originals[tile];
  const cut = drawCuts(part, area.width, {
    before: (at) => (original[3 * at] << 16) | (original[3 * at + 1] << 8) | original[3 * at + 2],
    after: (at) => colours.get(labels[at]) ?? 0,
  });
  return { ...cut, x: area.left + part.x, y: area.top + part.y };
}
