import { MaskmendError } from '../../../shared/errors.ts';
import { boxOfRuns } from '../../../shared/mask/runs.ts';
import type { MaskObject } from '../../../shared/model/dataset.ts';
import { limitTable, readLimits } from '../../../shared/limits.ts';
import { readPng } from '../../codec/png/png-reader.ts';
import { writePng } from '../../codec/png/png-writer.ts';
import type {
  DatasetExporter,
  DatasetFormat,
  EncodedItem,
  ExportContext,
  ExportItem,
  OutputFile,
  PhotoPixels,
} from '../format.ts';
import { folderOfClass } from '../writing/flat-name.ts';
import { objectsToWrite } from '../writing/written-objects.ts';

/** `<split>/<class>/<name>_<n>.png`: the photo in the object's box, transparent outside of the object. */
const exporter: DatasetExporter = {
  about: {
    hasObjects: true,
  },
  hasSplitFolders: true,
  needsPhoto: true,
  isReadable: false,
  isLossy: (_, { photoExtension }) => photoExtension === undefined,
  encode: encodeCutouts,
};

/** Objects cut out of their photos. They cannot be read as a dataset again; each is read back when it is written. */
export const cutoutsFormat: DatasetFormat = {
  name: 'cutouts',
  detect: () => undefined,
  open: () => Promise.reject(new MaskmendError('usage', 'cut-outs are only written')),
  exporter,
};

function encodeCutouts(item: ExportItem, context: ExportContext): EncodedItem {
  const { labelMap, photo, name, split } = item;
  if (photo === undefined) return { files: [], readsBack: 'nothing', losses: { 'masks-without-photo': 1 } };
  if (photo.width !== labelMap.width || photo.height !== labelMap.height) {
    throw new MaskmendError(
      'corrupt-file',
      `its photo is ${photo.width} x ${photo.height}, the mask ${labelMap.width} x ${labelMap.height}`,
    );
  }
  const folders = new Map(context.palette.classes.map((entry) => [entry.slot, folderOfClass(entry.name)]));
  const { objects } = objectsToWrite(item, context, { format: 'cutouts', hasPolygons: false });
  const files = objects.map((object, i): OutputFile => ({
    path: `${split}/${folders.get(object.slot) ?? ''}/${name}_${i + 1}.png`,
    bytes: cutOut(object, photo),
  }));
  return { files, readsBack: 'nothing' };
}

/** For what was written here. */
const ownLimits = readLimits({ pixels: limitTable.pixels.most, side: limitTable.side.most });

/** Colours outside of the object are black: an eraser brings nothing of the photo back. */
function cutOut({ runs }: MaskObject, { width: photoWidth, height: photoHeight, rgb }: PhotoPixels): Uint8Array {
  const [left, top, width, height] = boxOfRuns(runs, photoHeight);
  const samples = new Uint8Array(4 * width * height);
  for (let i = 0; i < runs.length; i += 2) {
    for (let place = runs[i]; place < runs[i + 1]; place++) {
      const x = Math.floor(place / photoHeight);
      const y = place - x * photoHeight;
      const to = 4 * ((y - top) * width + x - left);
      const from = 3 * (y * photoWidth + x);
      samples[to] = rgb[from];
      samples[to + 1] = rgb[from + 1];
      samples[to + 2] = rgb[from + 2];
      samples[to + 3] = 255;
    }
  }
  const png = writePng({ width, height, channels: 'rgba', bitDepth: 8, samples });
  if (!Buffer.from(readPng(png, ownLimits).raster.samples).equals(Buffer.from(samples))) {
    throw new MaskmendError('internal', 'a cut-out does not read back as it was written');
  }
  return png;
}
