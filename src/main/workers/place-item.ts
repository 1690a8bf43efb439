import { dirname, join } from 'node:path';
import { mkdir } from '../file-system.ts';
import { encodeLabelMap } from '../codec/png/encode-label-map.ts';
import { writeFailure } from '../codec/file-failure.ts';
import { readBytesFacts, readMaskBytes } from '../codec/read-mask-file.ts';
import { writeFileAside } from '../codec/write-file.ts';
import { formatOf } from '../formats/format-list.ts';
import { ANNOTATION_FOLDER, writeKeptAnnotations } from '../formats/reading/kept-annotations.ts';
import { readItemMask, textsOf } from '../formats/reading/read-item-mask.ts';
import { numbersOfRaster } from '../formats/reading/read-pixels.ts';
import { extensionOf } from '../formats/tree/safe-name.ts';
import { isFileItself, readRef } from '../formats/tree/read-ref.ts';
import { freeColour } from '../../shared/classes/join-classes.ts';
import { MaskmendError } from '../../shared/errors.ts';
import type { LabelMap } from '../../shared/mask/label-map.ts';
import type { Raster } from '../../shared/mask/raster.ts';
import { rasterColours } from '../../shared/mask/raster-colours.ts';
import { orientLabels } from '../../shared/mask/turn-labels.ts';
import type {
  AnnotationSource,
  DatasetProblem,
  FileRef,
  ItemMask,
  MaskSource,
  PictureSource,
} from '../../shared/model/dataset.ts';
import type { ObjectSource } from '../../shared/model/object-source.ts';
import { type Palette, UNASSIGNED_SLOT } from '../../shared/model/palette.ts';
import { packColour } from '../../shared/palette/packed-colour.ts';
import { drawNumbers, objectsOfCoding } from './place-objects.ts';
import { type FileTask, runTask, type TaskResult } from './file-task.ts';
import { pixelsWithin } from './memory-need.ts';

interface PlaceTask extends FileTask {
  readonly source: MaskSource;
  readonly photo: FileRef | undefined;
  /** Slot in the project by slot of the dataset. */
  readonly slots: ReadonlyMap<number, number>;
  /** The project's classes as its masks hold them. */
  readonly palette: Palette;
  /** Absolute path of the folder for what the dataset does not hold as files of its own. */
  readonly folder: string;
  /** Name of the mask in that folder, without extension. */
  readonly name: string;
}

/** Where a mask of a dataset and its photo lie as files, and what was left out of it. */
export interface PlacedItem {
  /** Path below the task's folder; undefined where the dataset's own file can be read as it is. */
  readonly mask: string | undefined;
  /** As above. */
  readonly photo: string | undefined;
  /** How the mask names objects, and whether the file that does so lies below the task's folder. */
  readonly objects: { readonly source: ObjectSource; readonly isDrawn: boolean } | undefined;
  readonly problems: readonly DatasetProblem[];
}

/**
 * Makes a file of a mask, where the dataset has none that reads alike with the project's classes: shapes, numbers that
 * are no colours, entries of archives. A JPEG is left to be repaired.
 */
export async function placeItem(task: PlaceTask): Promise<TaskResult<PlacedItem>> {
  const maxPixels = Math.min(task.limits.maxPixels, pixelsWithin(task.grantedBytes, 0));
  const limits = { ...task.limits, maxPixels };
  return runTask(task, async () => {
    try {
      const placed = await placeMask({ ...task, limits });
      return { kind: 'done', value: { ...placed, photo: await placePhoto(task) } };
    } catch (error) {
      const isOverGrant =
        maxPixels < task.limits.maxPixels && error instanceof MaskmendError && error.code === 'too-large';
      // What it needs is more than its share: all there is, so that it runs alone.
      if (isOverGrant) return { kind: 'needs-memory', bytes: Number.MAX_SAFE_INTEGER };
      throw error;
    }
  });
}

type PlacedMask = Omit<PlacedItem, 'photo'>;

async function placeMask(task: PlaceTask): Promise<PlacedMask> {
  const { source, limits } = task;
  if (source.kind !== 'picture') {
    const mask = await readItemMask(source, { limits, formatOf });
    if (source.kind === 'annotation') await keepAnnotations(task, source, mask);
    return draw(task, mask);
  }
  const { file } = source;
  const bytes = readRef(file, limits);
  const { format } = await readBytesFacts(file.name, bytes, limits);
  if (format === 'jpeg') {
    const mask = file.entry === undefined ? undefined : await write(task, `${task.name}.jpg`, bytes);
    return { mask, problems: [], objects: objectsOfJpeg(source, task) };
  }
  const mask = await readItemMask(await withReadableObjects(source, task), { limits, formatOf });
  if (file.entry !== undefined) return draw(task, mask);
  const { content } = await readMaskBytes(file.name, bytes, limits);
  const isAlike = content.kind === 'raster' && readsAlike(content.raster, toProject(mask.labelMap, task), task.palette);
  // Pixels of no class are left to the repair, and told by the checks of every import.
  return isAlike ? { mask: undefined, problems: [], objects: await drawObjects(task, mask) } : draw(task, mask);
}

/** Labels with the project's slots, 16 bits. */
function toProject({ width, height, labels }: LabelMap, { slots }: PlaceTask): LabelMap {
  const table = new Uint16Array(65_536).fill(UNASSIGNED_SLOT);
  for (const [from, to] of slots) table[from] = to;
  return { width, height, labels: Uint16Array.from(labels, (slot) => table[slot]) };
}

/** True where the project's classes, read from the file as any mask is, are those that the dataset means. */
function readsAlike(raster: Raster, { labels }: LabelMap, { coding, classes }: Palette): boolean {
  const isColour = coding === 'colour';
  const slots = new Map(classes.map(({ slot, rgb, index }) => [isColour ? packColour(rgb) : index, slot]));
  const valueOf = isColour ? rasterColours(raster) : indexOf(raster);
  if (valueOf === undefined) return false;
  for (let pixel = 0; pixel < labels.length; pixel++) {
    if (labels[pixel] !== UNASSIGNED_SLOT && slots.get(valueOf(pixel)) !== labels[pixel]) return false;
  }
  return true;
}

function indexOf(raster: Raster): ((pixel: number) => number) | undefined {
  if (raster.channels !== 'grey' && raster.channels !== 'indexed') return undefined;
  const numbers = numbersOfRaster(raster, 'index');
  return (pixel) => numbers[pixel];
}

async function draw(task: PlaceTask, mask: ItemMask): Promise<PlacedMask> {
  const map = orientLabels(toProject(mask.labelMap, task), mask.orientation);
  const palette = withStray(task.palette);
  const stray = palette.classes[palette.classes.length - 1].slot;
  const labels = Uint16Array.from(map.labels, (slot) => (slot === UNASSIGNED_SLOT ? stray : slot));
  const bytes = encodeLabelMap({ ...map, labels }, palette, palette.coding === 'colour' ? 'rgb' : 'grey');
  const objects = await drawObjects(task, mask);
  return { mask: await write(task, `${task.name}.png`, bytes), problems: mask.problems, objects };
}

/** Annotations that nobody touches go out as they came in. */
async function keepAnnotations(
  task: PlaceTask,
  source: AnnotationSource,
  { labelMap, objects = [], verbatim }: ItemMask,
) {
  if (objects.length === 0 && verbatim === undefined) return;
  const { width, height } = labelMap;
  const slotOf = (slot: number): number | undefined => task.slots.get(slot);
  const bytes = writeKeptAnnotations(source, { size: { width, height }, texts: textsOf(source, task.limits), slotOf });
  await write(task, `${ANNOTATION_FOLDER}/${task.name}.json`, bytes);
}

/** A file of objects that is a JPEG cannot be read as it is: it is left to the repair as well. */
async function withReadableObjects(source: PictureSource, { limits }: PlaceTask): Promise<PictureSource> {
  const file = source.objects?.file;
  if (file === undefined) return source;
  const { format } = await readBytesFacts(file.name, readRef(file, limits), limits);
  return format === 'jpeg' ? { ...source, objects: undefined } : source;
}

/** How a JPEG, or the file of objects beside it, names objects. */
function objectsOfJpeg(source: PictureSource, { slots }: PlaceTask): PlacedItem['objects'] {
  const found = objectsOfCoding(source, slots);
  return found && { source: found, isDrawn: false };
}

/** Numbers of objects beside the mask, turned as its picture is. */
async function drawObjects(task: PlaceTask, mask: ItemMask): Promise<PlacedItem['objects']> {
  if (mask.objects === undefined || mask.objects.length === 0) return undefined;
  const drawn = drawNumbers({ ...mask, objects: mask.objects }, task.slots);
  return {
    source: { ...drawn.source, file: await write(task, `objects/${task.name}.png`, drawn.bytes) },
    isDrawn: true,
  };
}

/** Pixels of no class get a colour that no class claims: it is shown where the classes are edited. */
function withStray(palette: Palette): Palette {
  const { classes } = palette;
  const slot = classes.reduce((most, entry) => Math.max(most, entry.slot), -1) + 1;
  const index = classes.reduce((most, entry) => Math.max(most, entry.index), 0) + 1;
  const rgb = freeColour([224, 224, 192], new Set(classes.map((entry) => packColour(entry.rgb))));
  return { ...palette, classes: [...classes, { slot, index, rgb, name: 'unassigned', role: 'void' }] };
}

/** A photo in an archive or a text is taken out of it. */
async function placePhoto(task: PlaceTask): Promise<string | undefined> {
  const { photo, name, limits } = task;
  if (photo === undefined || isFileItself(photo)) return undefined;
  return write(task, `photos/${name}${extensionOf(photo.name)}`, readRef(photo, limits));
}

async function write({ folder }: PlaceTask, path: string, bytes: Uint8Array): Promise<string> {
  const target = join(folder, path);
  await mkdir(dirname(target), { recursive: true }).catch((error: unknown) => {
    throw writeFailure(error, target);
  });
  await writeFileAside(target, bytes);
  return path;
}
