import { zstdDecompressSync } from 'node:zlib';
import { writePng } from '../codec/png/png-writer.ts';
import { readTileLabels } from '../db/labels/label-codec.ts';
import { boundaryIn, busiestPlace } from '../../shared/mask/busiest-place.ts';
import { type TileArea, tileAreas } from '../../shared/mask/tile-grid.ts';
import type { LabelsTask } from './study-mask.ts';

/** Side of the cut in pixels: few enough that each is seen in a small picture. */
const SIDE = 24;
/** Of larger masks as many are looked at, evenly over all: the cut is an example. */
const MOST_TILES = 64;

/** A place of a mask where its classes meet, in the source and as the repair gave it: PNG, pixel for pixel. */
export interface EdgeCut {
  /** In coded pixels. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly before: Uint8Array;
  readonly after: Uint8Array;
  /** Distinct colours in the cut, before and after. */
  readonly coloursBefore: number;
  readonly coloursAfter: number;
}

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
  readonly part: ReturnType<typeof busiestPlace>;
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
  const before = drawPart(part, area.width, (at) => {
    return (original[3 * at] << 16) | (original[3 * at + 1] << 8) | original[3 * at + 2];
  });
  const after = drawPart(part, area.width, (at) => colours.get(labels[at]) ?? 0);
  return {
    ...part,
    x: area.left + part.x,
    y: area.top + part.y,
    before: before.png,
    after: after.png,
    coloursBefore: before.colours,
    coloursAfter: after.colours,
  };
}

function drawPart(
  { x, y, width, height }: TilePart['part'],
  rowWidth: number,
  colourAt: (at: number) => number,
): { readonly png: Uint8Array; readonly colours: number } {
  const samples = new Uint8Array(3 * width * height);
  const seen = new Set<number>();
  for (let pixel = 0; pixel < width * height; pixel++) {
    const colour = colourAt((y + Math.floor(pixel / width)) * rowWidth + x + (pixel % width));
    seen.add(colour);
    samples.set([colour >> 16, (colour >> 8) & 255, colour & 255], 3 * pixel);
  }
  return { png: writePng({ width, height, channels: 'rgb', bitDepth: 8, samples }), colours: seen.size };
}
