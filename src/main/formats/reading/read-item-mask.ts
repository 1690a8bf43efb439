import { countWithNoun } from '../../../shared/words.ts';
import { MaskmendError } from '../../../shared/errors.ts';
import type { ReadLimits } from '../../../shared/limits.ts';
import type { LabelMap } from '../../../shared/mask/label-map.ts';
import { checkPictureSize } from '../../../shared/check-picture-size.ts';
import { channelCounts, type Raster } from '../../../shared/mask/raster.ts';
import type { PixelSize } from '../../../shared/mask/runs.ts';
import type {
  AnnotationPiece,
  AnnotationSource,
  ArraySource,
  DatasetProblem,
  FileRef,
  ItemMask,
  LabelsSource,
  LayersSource,
  MaskSource,
  ObjectCoding,
  PictureSource,
} from '../../../shared/model/dataset.ts';
import type { FileFacts } from '../../../shared/model/file-facts.ts';
import { objectsOfNumbers } from '../../../shared/objects/objects-of-numbers.ts';
import { giveBack } from '../../codec/give-back.ts';
import { framesPassedOver, readBytesFacts, readMaskBytes } from '../../codec/read-mask-file.ts';
import type { DatasetFormat, ShapeList } from '../format.ts';
import { readRanges, readRef } from '../tree/read-ref.ts';
import { decodeText } from '../tree/source-tree.ts';
import { decodeNpy } from '../npy/npy-array.ts';
import { coveredPixels, keepUntouched, readKeptAnnotations } from './kept-annotations.ts';
import { labelsOfArray } from './read-array.ts';
import { strictJson } from './json-fields.ts';
import { paintShapes } from './paint-shapes.ts';
import { fileOfAnnotation } from './piece-name.ts';
import { readObjects } from './read-objects.ts';
import { describeStray, readPixels, type ReadPixels } from './read-pixels.ts';

/** What reading a mask depends on. */
export interface MaskReading {
  readonly limits: ReadLimits;
  /** The formats by name, for the reader of an annotation. */
  readonly formatOf: (name: string) => DatasetFormat;
}

/** Stray values named in a problem; the rest is counted. */
const NAMED_STRAYS = 8;

/** Reads one mask. Throws MaskmendErrors that carry the file's name; what can be left out is a problem of the mask. */
export async function readItemMask(source: MaskSource, reading: MaskReading): Promise<ItemMask> {
  switch (source.kind) {
    case 'picture':
      return readPicture(source, reading);
    case 'layers':
      return readLayers(source, reading);
    case 'annotation':
      return readAnnotation(source, reading);
    case 'array':
      return readArray(source, reading);
    case 'labels':
      return readLabels(source, reading);
  }
}

async function readLabels(source: LabelsSource, reading: MaskReading): Promise<ItemMask> {
  const { labelMap, orientation, objects, annotations } = source;
  const plain = { labelMap, orientation, overlapPixels: 0, problems: [] };
  // What was sent may be read again: the numbers are written to.
  const now = objects && { labelMap, segments: objects.segments, numbers: objects.numbers.slice() };
  const own = now && objectsOfNumbers(labelMap, now);
  if (annotations === undefined) return { ...plain, objects: own };
  try {
    const before = await readAnnotation(annotatedSource(annotations, reading.limits), reading);
    const { verbatim } = before;
    if (now === undefined || own === undefined) return { ...plain, verbatim };
    const kept = keepUntouched(before, { ...now, objects: own });
    return { ...plain, verbatim, objects: kept, overlapPixels: coveredPixels(kept, labelMap.labels.length) };
  } catch (error) {
    if (!(error instanceof MaskmendError)) throw error;
    const message = `${error.message}; its annotations are made anew`;
    return { ...plain, objects: own, problems: [{ file: annotations.file.name, message, isWarning: true }] };
  }
}

function annotatedSource(annotations: NonNullable<LabelsSource['annotations']>, limits: ReadLimits): AnnotationSource {
  const { file } = annotations;
  return readKeptAnnotations(decodeText(readRef(file, limits), file.name), annotations, limits);
}

async function readPicture({ file, coding, objects }: PictureSource, reading: MaskReading): Promise<ItemMask> {
  const { raster, orientation, frames } = await readRaster(file, reading.limits);
  const pixels = atFile(file, () => readPixels(raster, coding));
  const problems = [...framesProblems(file, frames), ...strayProblems(pixels, file)];
  const plain = { labelMap: pixels.labelMap, orientation, overlapPixels: 0 };
  if (objects === undefined) {
    giveBack(raster.samples, pixels.labelMap.labels);
    return { ...plain, problems };
  }
  if (objects.file === undefined) {
    const found = atFile(file, () => readObjects(raster, { ...objects, file }, pixels.labelMap));
    return { ...plain, objects: found.objects, problems: [...problems, ...found.problems] };
  }
  const found = await readObjectsOf(objects.file, { objects, classes: pixels.labelMap, limits: reading.limits });
  return { ...plain, ...found, problems: [...problems, ...found.problems] };
}

interface ObjectReading {
  readonly objects: ObjectCoding;
  readonly classes: LabelMap;
  readonly limits: ReadLimits;
}

/** Objects that a picture of their own holds. The classes do without them where it is of no use. */
async function readObjectsOf(
  file: FileRef,
  { objects, classes, limits }: ObjectReading,
): Promise<Pick<ItemMask, 'objects' | 'problems'>> {
  const leaveOut = (message: string, advice: Pick<DatasetProblem, 'hint' | 'option'> = {}) => {
    return { problems: [{ file: file.name, message: `${message}; objects left out`, ...advice }] };
  };
  try {
    const { raster } = await readRaster(file, limits);
    return raster.width === classes.width && raster.height === classes.height
      ? readObjects(raster, objects, classes)
      : leaveOut(`is ${raster.width} x ${raster.height}, its classes are ${classes.width} x ${classes.height}`);
  } catch (error) {
    if (!(error instanceof MaskmendError)) throw error;
    const { message, hint, option } = error;
    return leaveOut(message, { ...(hint && { hint }), ...(option && { option }) });
  }
}

function atFile<Value>(file: FileRef, work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    throw error instanceof MaskmendError && error.path === undefined ? error.at(file.name) : error;
  }
}

function strayProblems({ strays, isByColour }: ReadPixels, file: FileRef) {
  if (strays.size === 0) return [];
  const pixels = [...strays.values()].reduce((sum, count) => sum + count, 0);
  const named = [...strays].sort((a, b) => b[1] - a[1]).slice(0, NAMED_STRAYS);
  const list = named.map(([value, count]) => `${describeStray(value, isByColour)} (${count} px)`).join(', ');
  const rest = strays.size > NAMED_STRAYS ? ` and ${strays.size - NAMED_STRAYS} more` : '';
  return [
    {
      file: file.name,
      message: `${countWithNoun(pixels, 'pixel')} of no class ${pixels === 1 ? 'is' : 'are'} left unassigned: ${list}${rest}`,
    },
  ];
}

function framesProblems({ name }: FileRef, frames: number): DatasetProblem[] {
  return frames === 1 ? [] : [{ file: name, message: framesPassedOver(frames), isWarning: true }];
}

interface ReadRaster extends Pick<FileFacts, 'orientation' | 'frames'> {
  readonly raster: Raster;
}

async function readRaster(file: FileRef, limits: ReadLimits): Promise<ReadRaster> {
  const { content, facts } = await readMaskBytes(file.name, readRef(file, limits), limits);
  if (content.kind === 'raster') return { raster: content.raster, ...facts };
  throw new MaskmendError('unsupported-format', 'is a JPEG, which does not hold classes exactly', {
    path: file.name,
    hint: 'repair the masks first',
    option: 'maskmend repair',
  });
}

async function readLayers({ layers, background }: LayersSource, { limits }: MaskReading): Promise<ItemMask> {
  let labelMap: LabelMap | undefined;
  let overlapPixels = 0;
  for (const { file, slot } of layers) {
    const { raster } = await readRaster(file, limits);
    labelMap ??= { ...sizeOf(raster), labels: new Uint16Array(raster.width * raster.height).fill(background) };
    checkSameSize(raster, labelMap, file);
    overlapPixels += paintLayer(raster, labelMap, { slot, background });
  }
  if (labelMap === undefined) throw new MaskmendError('corrupt-file', 'there is no picture of this mask');
  return { labelMap, orientation: 1, overlapPixels, problems: [] };
}

function sizeOf({ width, height }: PixelSize): PixelSize {
  return { width, height };
}

function checkSameSize(raster: Raster, size: PixelSize, file: FileRef): void {
  if (raster.width === size.width && raster.height === size.height) return;
  throw new MaskmendError(
    'corrupt-file',
    `is ${raster.width} x ${raster.height}, the masks of other classes are ${size.width} x ${size.height}`,
    { path: file.name },
  );
}

function paintLayer(raster: Raster, { labels }: LabelMap, paint: { slot: number; background: number }): number {
  const { samples, channels, bitDepth } = raster;
  const step = channelCounts[channels];
  // 0/1 masks are stored as 8 bits as often as 0/255 ones.
  const isUnit = !samples.some((value: number) => value > 1);
  const threshold = isUnit ? 1 : 2 ** (bitDepth - 1);
  let overlapPixels = 0;
  for (let i = 0; i < labels.length; i++) {
    if (samples[i * step] < threshold) continue;
    if (labels[i] !== paint.background) overlapPixels++;
    labels[i] = paint.slot;
  }
  return overlapPixels;
}

function readArray(source: ArraySource, { limits }: MaskReading): ItemMask {
  const bytes = readRef(source.file, limits);
  const labelMap = atFile(source.file, () => labelsOfArray(decodeNpy(bytes), source));
  return { labelMap, orientation: 1, overlapPixels: 0, problems: [] };
}

async function readAnnotation(source: AnnotationSource, reading: MaskReading): Promise<ItemMask> {
  const { readShapes } = reading.formatOf(source.format);
  if (readShapes === undefined) throw new MaskmendError('internal', `${source.format} has no shapes`);
  const all = textsOf(source, reading.limits);
  const [own, ...others] = all;
  const texts = source.isOwnFirst === true ? others : all;
  const { size, failure } = await sizeOfPicture(source, reading.limits);
  const list = readWithSize(failure, () => readShapes({ ...source, size }, texts, reading.limits));
  checkSize(list.size, reading.limits, source);
  const painted = paintShapes(list, source);
  const mask = { ...painted, problems: [...painted.problems, ...withoutPixels(list, painted, source)] };
  if (source.isOwnFirst !== true) return { ...mask, verbatim: list.verbatim };
  return { ...mask, verbatim: { format: source.format, texts: [strictJson(own)] } };
}

/** Shapes that are too small to cover a pixel. */
function withoutPixels({ shapes }: ShapeList, { objects = [] }: ItemMask, source: AnnotationSource): DatasetProblem[] {
  const empty = shapes.filter((_, place) => objects[place].runs.length === 0);
  return empty.map(({ name }) => ({
    file: fileOfAnnotation(source),
    annotation: name,
    message: 'covers no pixel',
    isWarning: true,
  }));
}

interface FoundSize {
  readonly size?: PixelSize | undefined;
  /** Why the photo does not tell it. */
  readonly failure?: MaskmendError | undefined;
}

async function sizeOfPicture(source: AnnotationSource, limits: ReadLimits): Promise<FoundSize> {
  if (source.size !== undefined) return { size: source.size };
  try {
    return { size: await photoSize(source, limits) };
  } catch (error) {
    if (!(error instanceof MaskmendError)) throw error;
    return { failure: error };
  }
}

/** A photo that cannot be read stops nothing where the annotation tells the size itself. */
function readWithSize(failure: MaskmendError | undefined, read: () => ShapeList): ShapeList {
  try {
    return read();
  } catch (error) {
    throw error instanceof MaskmendError && error.code === 'not-found' && failure !== undefined ? failure : error;
  }
}

/** The texts of an annotation, as its format's reader takes them; throws `too-large` where one of them is. */
export function textsOf({ pieces }: AnnotationSource, limits: ReadLimits): string[] {
  return pieces.flatMap((piece) => readPiece(piece, limits));
}

function readPiece(piece: AnnotationPiece, limits: ReadLimits): readonly string[] {
  switch (piece.kind) {
    case 'text':
      return [piece.text];
    case 'whole':
      return [decodeText(readRef(piece.file, limits, 'text-bytes'), piece.file.name)];
    case 'ranges':
      return readRanges(piece.file, piece.places).map((bytes) => decodeText(bytes, piece.file.name));
  }
}

/** Upright, as annotation tools see it. */
async function photoSize({ photo }: AnnotationSource, limits: ReadLimits): Promise<PixelSize | undefined> {
  if (photo === undefined) return undefined;
  const { width, height, orientation } = await readBytesFacts(photo.name, readRef(photo, limits), limits);
  return orientation >= 5 ? { width: height, height: width } : { width, height };
}

function checkSize(size: PixelSize, limits: ReadLimits, { pieces }: AnnotationSource): void {
  const [piece] = pieces;
  const path = piece.kind === 'text' ? piece.file : piece.file.name;
  const { width, height } = size;
  if (!Number.isInteger(width) || !Number.isInteger(height)) {
    throw new MaskmendError('corrupt-file', `says its picture is ${width} x ${height} pixels`, { path });
  }
  try {
    checkPictureSize(size, limits);
  } catch (error) {
    throw error instanceof MaskmendError ? error.at(path) : error;
  }
}
