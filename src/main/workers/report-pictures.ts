import { readMaskFile } from '../codec/read-mask-file.ts';
import { writePng } from '../codec/png/png-writer.ts';
import { fromTiles, type TiledMask } from '../db/labels/mask-tiles.ts';
import { toRaster } from '../../shared/jpeg/to-raster.ts';
import { rasterColours } from '../../shared/mask/raster-colours.ts';
import { relabel } from '../../shared/mask/relabel.ts';
import { busiestPlace } from '../../shared/mask/busiest-place.ts';
import type { Palette } from '../../shared/model/palette.ts';
import { packColour } from '../../shared/palette/packed-colour.ts';
import type { ReadLimits } from '../../shared/limits.ts';
import { type FileTask, runTask, type TaskResult } from './file-task.ts';
import type { KeptMask } from './show-labels.ts';

/** A cut of a mask where its classes meet, before and after: PNG, pixel for pixel. */
export interface ReportPictures {
  /** Place of the cut in coded pixels. */
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

/** Side of the cut in pixels: large enough to see a boundary, small enough to see its pixels. */
const CUT_SIDE = 48;

interface ShownMask {
  readonly path: string;
  readonly limits: ReadLimits;
  readonly palette: Palette;
  readonly merged: ReadonlyMap<number, number>;
}

interface CutTask extends Pick<FileTask, 'stop'>, ShownMask, KeptMask {}

/** The cuts of a mask as the project keeps it. */
export function cutReportPictures(task: CutTask): Promise<TaskResult<ReportPictures>> {
  return runTask(task, async () => ({
    kind: 'done',
    value: await reportPictures(task, fromTiles(task.tiles, task.size, task.limits)),
  }));
}

/** Cuts the place with most boundary out of the source and of the result. */
export async function reportPictures(task: ShownMask, { labelMap }: TiledMask): Promise<ReportPictures> {
  const { content } = await readMaskFile(task.path, task.limits);
  const raster = content.kind === 'jpeg' ? toRaster(content.image) : content.raster;
  const place = busiestPlace(labelMap, CUT_SIDE);
  const shown = relabel(labelMap, task.merged);
  const colours = new Map(task.palette.classes.map(({ slot, rgb }) => [slot, packColour(rgb)]));
  const before = cut(place, raster.width, rasterColours(raster));
  const after = cut(place, shown.width, (pixel) => colours.get(shown.labels[pixel]) ?? 0);
  return { ...place, before: before.png, after: after.png, coloursBefore: before.colours, coloursAfter: after.colours };
}

interface Cut {
  readonly png: Uint8Array;
  readonly colours: number;
}

function cut(
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
  stride: number,
  colourAt: (pixel: number) => number,
): Cut {
  const samples = new Uint8Array(3 * width * height);
  const seen = new Set<number>();
  for (let row = 0, at = 0; row < height; row++) {
    for (let column = 0; column < width; column++, at += 3) {
      const colour = colourAt((y + row) * stride + x + column);
      seen.add(colour);
      samples[at] = colour >> 16;
      samples[at + 1] = (colour >> 8) & 255;
      samples[at + 2] = colour & 255;
    }
  }
  return { png: writePng({ width, height, channels: 'rgb', bitDepth: 8, samples }), colours: seen.size };
}
