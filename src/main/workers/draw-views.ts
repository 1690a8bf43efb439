import { readUprightPhoto } from '../codec/photo-file.ts';
import { writePng } from '../codec/png/png-writer.ts';
import { MaskmendError } from '../../shared/errors.ts';
import { findRegions, type LabelField } from '../../shared/mask/regions.ts';
import type { ReadLimits } from '../../shared/limits.ts';
import { orientPixels, type PixelPlane } from '../../shared/mask/orient-pixels.ts';
import { type ObjectsTask, wholeNumbers } from './object-window.ts';
import { type LabelsTask, wholeMask } from './study-mask.ts';

interface ClassTask extends LabelsTask {
  readonly slot: number;
  /** EXIF orientation of the mask, 1..8. */
  readonly orientation: number;
}

/** A class in white on black, upright, as PNG. */
export function drawClass(task: ClassTask): Promise<Uint8Array> {
  const { width, height, labels } = wholeMask(task);
  const values = Uint8Array.from(labels, (label) => (label === task.slot ? 255 : 0));
  const upright = orientPixels({ width, height, values }, task.orientation);
  return Promise.resolve(writePng({ ...sizeOf(upright), channels: 'grey', bitDepth: 8, samples: upright.values }));
}

interface CutoutTask extends ClassTask {
  /** A pixel of the connected place that is wanted, in coded pixels; undefined: the whole class. */
  readonly at: readonly [number, number] | undefined;
  readonly photoPath: string;
  readonly limits: ReadLimits;
}

/** The photo's pixels under a class, in their box, everything else transparent. */
export async function drawCutout(task: CutoutTask): Promise<Uint8Array> {
  const mask = wholeMask(task);
  return cutFromPhoto({ width: mask.width, height: mask.height, values: choose(mask, task) }, task);
}

interface ObjectTask extends ObjectsTask {
  readonly number: number;
  /** EXIF orientation of the mask, 1..8. */
  readonly orientation: number;
}

/** An object in white on black, upright, as PNG. */
export function drawObject(task: ObjectTask): Promise<Uint8Array> {
  const upright = orientPixels(chooseObject(task), task.orientation);
  return Promise.resolve(writePng({ ...sizeOf(upright), channels: 'grey', bitDepth: 8, samples: upright.values }));
}

/** The photo's pixels under an object, in their box, everything else transparent. */
export function drawObjectCutout(task: ObjectTask & Pick<CutoutTask, 'photoPath' | 'limits'>): Promise<Uint8Array> {
  return cutFromPhoto(chooseObject(task), task);
}

function chooseObject(task: ObjectTask): PixelPlane<Uint8Array> {
  const { width, height, labels } = wholeNumbers(task);
  const values = Uint8Array.from(labels, (number) => (number === task.number ? 255 : 0));
  if (!values.includes(255)) throw new MaskmendError('not-found', `the mask has no object ${task.number}`);
  return { width, height, values };
}

async function cutFromPhoto(
  plane: PixelPlane<Uint8Array>,
  task: Pick<CutoutTask, 'orientation' | 'photoPath' | 'limits'>,
): Promise<Uint8Array> {
  const chosen = orientPixels(plane, task.orientation);
  const photo = await readUprightPhoto(task.photoPath, task.limits);
  if (photo.width !== chosen.width || photo.height !== chosen.height) {
    throw new MaskmendError(
      'usage',
      `the photo has ${photo.width} x ${photo.height} pixels, the mask ${chosen.width} x ${chosen.height}`,
      {
        path: task.photoPath,
        hint: 'pair the mask with a photo of its own size',
      },
    );
  }
  const box = boxOf(chosen);
  return writePng({
    width: box.width,
    height: box.height,
    channels: 'rgba',
    bitDepth: 8,
    samples: cut(photo.pixels, chosen, box),
  });
}

/** 255 for the pixels that are wanted. */
function choose(mask: LabelField, { slot, at }: CutoutTask): Uint8Array {
  const { width, height, labels } = mask;
  if (at === undefined) return Uint8Array.from(labels, (label) => (label === slot ? 255 : 0));
  const chosen = new Uint8Array(width * height);
  const [x, y] = at;
  if (x >= width || y >= height || labels[y * width + x] !== slot) {
    throw new MaskmendError('not-found', `the class is not at ${x}, ${y}`);
  }
  const { starts, owners } = findRegions(mask, 8);
  const start = y * width + x;
  let stretch = 0;
  while (starts[stretch + 1] <= start) stretch++;
  const wanted = owners[stretch];
  for (let i = 0; i < owners.length; i++) if (owners[i] === wanted) chosen.fill(255, starts[i], starts[i + 1]);
  return chosen;
}

type Chosen = PixelPlane<Uint8Array>;
interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

function boxOf({ width, height, values }: Chosen): Box {
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (let y = 0, pixel = 0; y < height; y++) {
    for (let x = 0; x < width; x++, pixel++) {
      if (values[pixel] === 0) continue;
      left = Math.min(left, x);
      right = Math.max(right, x + 1);
      top = Math.min(top, y);
      bottom = y + 1;
    }
  }
  if (right === 0) throw new MaskmendError('not-found', 'the mask holds no pixel of the class');
  return { left, top, width: right - left, height: bottom - top };
}

function cut(pixels: Uint8Array, { width, values }: Chosen, box: Box): Uint8Array {
  const samples = new Uint8Array(4 * box.width * box.height);
  for (let y = 0, to = 0; y < box.height; y++) {
    for (let x = 0; x < box.width; x++, to += 4) {
      const pixel = (box.top + y) * width + box.left + x;
      if (values[pixel] === 0) continue;
      samples.set(pixels.subarray(4 * pixel, 4 * pixel + 4), to);
    }
  }
  return samples;
}

function sizeOf({ width, height }: { readonly width: number; readonly height: number }) {
  return { width, height };
}
