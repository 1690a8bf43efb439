import { readMaskFile } from '../codec/read-mask-file.ts';
import { fromTiles, type TiledMask } from '../db/labels/mask-tiles.ts';
import { toRaster } from '../../shared/jpeg/to-raster.ts';
import { rasterColours } from '../../shared/mask/raster-colours.ts';
import { relabel } from '../../shared/mask/relabel.ts';
import { busiestPlace } from '../../shared/mask/busiest-place.ts';
import type { Palette } from '../../shared/model/palette.ts';
import { packColour } from '../../shared/palette/packed-colour.ts';
import type { ReadLimits } from '../../shared/limits.ts';
import { drawCuts, type EdgeCut } from './draw-cut.ts';
import { type FileTask, runTask, type TaskResult } from './file-task.ts';
import type { KeptMask } from './show-labels.ts';

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
export function cutReportPictures(task: CutTask): Promise<TaskResult<EdgeCut>> {
  return runTask(task, async () => ({
    kind: 'done',
    value: await reportPictures(task, fromTiles(task.tiles, task.size, task.limits)),
  }));
}

/** Cuts the place with most boundary out of the source and of the result. */
export async function reportPictures(task: ShownMask, { labelMap }: TiledMask): Promise<EdgeCut> {
  const { content } = await readMaskFile(task.path, task.limits);
  const raster = content.kind === 'jpeg' ? toRaster(content.image) : content.raster;
  const place = busiestPlace(labelMap, CUT_SIDE);
  const shown = relabel(labelMap, task.merged);
  const colours = new Map(task.palette.classes.map(({ slot, rgb }) => [slot, packColour(rgb)]));
  return drawCuts(place, raster.width, {
    before: rasterColours(raster),
    after: (pixel) => colours.get(shown.labels[pixel]) ?? 0,
  });
}
