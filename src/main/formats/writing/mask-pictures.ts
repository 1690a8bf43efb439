import { MaskmendError } from '../../../shared/errors.ts';
import type { LabelMap } from '../../../shared/mask/label-map.ts';
import { lookUp } from '../../../shared/mask/look-up.ts';
import { paintRuns, type PixelSize } from '../../../shared/mask/runs.ts';
import type { MaskObject } from '../../../shared/model/dataset.ts';
import type { Palette } from '../../../shared/model/palette.ts';
import { vocColour } from '../../../shared/palette/presets/voc.ts';
import { giveBack } from '../../codec/give-back.ts';
import { writePng } from '../../codec/png/png-writer.ts';

const vocColours = Uint8Array.from(Array.from({ length: 256 }, (_, index) => vocColour(index)).flat());

/** The whole colour map of Pascal VOC, 256 entries. */
export function vocColourTable(): Uint8Array {
  return vocColours.slice();
}

/**
 * An 8-bit indexed PNG with 256 colours: those of the classes at their indices, VOC's at all others. Throws
 * `invalid-palette` where an index is above 255.
 */
export function indexedPng({ width, height, labels }: LabelMap, { classes }: Palette): Uint8Array {
  const colourTable = vocColourTable();
  for (const { index, rgb } of classes) if (index <= 255) colourTable.set(rgb, 3 * index);
  const samples = numbersOf(labels, new Map(classes.map(({ slot, index }) => [slot, index])));
  const png = writePng({ width, height, channels: 'indexed', bitDepth: 8, samples, colourTable });
  giveBack(samples, labels);
  return png;
}

/** An 8-bit grey PNG of numbers by slot; throws `invalid-palette` where one is above 255. */
export function greyPng({ width, height, labels }: LabelMap, numberOf: ReadonlyMap<number, number>): Uint8Array {
  const samples = numbersOf(labels, numberOf);
  const png = writePng({ width, height, channels: 'grey', bitDepth: 8, samples });
  giveBack(samples, labels);
  return png;
}

function numbersOf(labels: LabelMap['labels'], numberOf: ReadonlyMap<number, number>): Uint8Array {
  const numbers = new Uint8Array(2 ** (8 * labels.BYTES_PER_ELEMENT));
  for (const [slot, number] of numberOf) {
    if (number > 255) throw beyondBytes(number);
    numbers[slot] = number;
  }
  return lookUp(labels, numbers);
}

function beyondBytes(index: number): MaskmendError {
  return new MaskmendError('invalid-palette', `class index ${index} does not fit 8 bits`, {
    hint: 'give the classes indices up to 255, or choose a format of 16 bits',
    option: '--index',
  });
}

/**
 * The number of the object at each pixel, 0 where there is none: later objects over earlier ones, crowds below all.
 * `numberOf` gives the number of an object by its place, 0 for one that is not drawn; numbers up to 65535.
 */
export function objectNumbers(
  { width, height }: Pick<LabelMap, 'width' | 'height'>,
  objects: readonly MaskObject[],
  numberOf: NumberOfObject,
): Uint16Array {
  return paintNumbers({ width, height, labels: new Uint16Array(width * height) }, objects, numberOf);
}

/** The same for any count of objects. */
export function wideObjectNumbers(
  { width, height }: Pick<LabelMap, 'width' | 'height'>,
  objects: readonly MaskObject[],
  numberOf: NumberOfObject,
): Uint32Array {
  return paintNumbers({ width, height, labels: new Uint32Array(width * height) }, objects, numberOf);
}

type NumberOfObject = (object: MaskObject, place: number) => number;

function paintNumbers<Numbers extends Uint16Array | Uint32Array>(
  numbers: PixelSize & { readonly labels: Numbers },
  objects: readonly MaskObject[],
  numberOf: NumberOfObject,
): Numbers {
  const numbered = objects.map((object, place) => ({ object, value: numberOf(object, place) }));
  const order = [
    ...numbered.filter(({ object }) => object.isCrowd),
    ...numbered.filter(({ object }) => !object.isCrowd),
  ];
  for (const { object, value } of order) if (value > 0) paintRuns(numbers, object.runs, { value, unpainted: 0 });
  return numbers.labels;
}
