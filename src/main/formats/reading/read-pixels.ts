import { MaskmendError } from '../../../shared/errors.ts';
import type { LabelMap } from '../../../shared/mask/label-map.ts';
import { countEach, lookUp } from '../../../shared/mask/look-up.ts';
import { channelCounts, type Raster } from '../../../shared/mask/raster.ts';
import type { PixelCoding, PixelReading } from '../../../shared/model/dataset.ts';
import { UNASSIGNED_SLOT } from '../../../shared/model/palette.ts';
import { unpackColour } from '../../../shared/palette/packed-colour.ts';

/** Labels with the values that no class has; those pixels are unassigned. */
export interface ReadPixels {
  readonly labelMap: LabelMap;
  /** Pixels of each value without a class; colours are packed. */
  readonly strays: ReadonlyMap<number, number>;
  readonly isByColour: boolean;
}

/** One number per pixel of a raster, as `reading` makes it. Throws `unsupported-format` where the samples do not allow it. */
export function numbersOfRaster(
  raster: Raster,
  reading: PixelReading | 'blue',
): Uint8Array | Uint16Array | Uint32Array {
  const { channels, samples, colourTable } = raster;
  switch (reading) {
    case 'index':
      return equalChannels(raster);
    case 'either':
      return channels === 'rgb' || channels === 'rgba' ? packedColours(raster) : equalChannels(raster);
    case 'colour':
      if (channels === 'indexed' && colourTable) return throughTable(samples, colourTable);
      return channels === 'grey' || channels === 'grey-alpha'
        ? greyColours(equalChannels(raster))
        : packedColours(raster);
    case 'id24':
      return combine(raster, (red, green, blue) => red + 256 * green + 65_536 * blue);
    case 'ade20k':
      return combine(raster, (red, green) => Math.floor(red / 10) * 256 + green);
    case 'thousands':
      return change(equalChannels(raster), (value) => (value < 1000 ? value : Math.floor(value / 1000)));
    case 'high-byte':
      return change(equalChannels(raster), (value) => value >> 8);
    case 'blue':
      return combine(raster, (_red, _green, blue) => blue);
  }
}

/** True where `reading` gives packed colours for this raster. */
function isByColour({ channels }: Raster, reading: PixelReading): boolean {
  return reading === 'colour' || (reading === 'either' && (channels === 'rgb' || channels === 'rgba'));
}

/**
 * The classes of a raster's pixels. Where indices and colours both may be meant, what leaves fewer pixels without a class
 * is taken, indices before colours in one channel unless the coding says otherwise.
 */
export function readPixels(raster: Raster, coding: PixelCoding): ReadPixels {
  if (coding.reading === 'either' && coding.isColourFirst === true && raster.channels === 'indexed') {
    const byColour = readAs(raster, { ...coding, reading: 'colour' });
    if (byColour.strays.size === 0) return byColour;
  }
  const first = readAs(raster, coding);
  if (coding.reading !== 'either' || first.strays.size === 0) return first;
  const other = first.isByColour ? 'index' : 'colour';
  if (other === 'index' && !isGrey(raster)) return first;
  const second = readAs(raster, { ...coding, reading: other });
  return countOf(second.strays) < countOf(first.strays) ? second : first;
}

function countOf(strays: ReadonlyMap<number, number>): number {
  let pixels = 0;
  for (const count of strays.values()) pixels += count;
  return pixels;
}

function isGrey({ channels, samples }: Raster): boolean {
  const step = channelCounts[channels];
  for (let at = 0; step >= 3 && at < samples.length; at += step) {
    if (samples[at] !== samples[at + 1] || samples[at] !== samples[at + 2]) return false;
  }
  return true;
}

function readAs(raster: Raster, coding: PixelCoding): ReadPixels {
  const byColour = isByColour(raster, coding.reading);
  const numbers = numbersOfRaster(raster, coding.reading);
  const slots = byColour ? coding.colours : coding.indices;
  const { labels, strays } =
    numbers instanceof Uint32Array ? lookUpSparse(numbers, slots) : lookUpDense(numbers, slots);
  return { labelMap: { width: raster.width, height: raster.height, labels }, strays, isByColour: byColour };
}

/** How a stray value is told to people. */
export function describeStray(value: number, byColour: boolean): string {
  return byColour ? `colour ${unpackColour(value).join(',')}` : `index ${value}`;
}

interface LookedUp {
  readonly labels: LabelMap['labels'];
  readonly strays: Map<number, number>;
}

/** 8 bits where every slot fits and no pixel is unassigned. */
function labelsFor(slots: Iterable<number>, length: number, hasStrays: boolean): LabelMap['labels'] {
  let highest = 0;
  for (const slot of slots) highest = Math.max(highest, slot);
  return highest < 255 && !hasStrays ? new Uint8Array(length) : new Uint16Array(length);
}

function lookUpDense(numbers: Uint8Array | Uint16Array, slots: ReadonlyMap<number, number>): LookedUp {
  const strays = new Map<number, number>();
  const counts = countEach(numbers);
  counts.forEach((pixels, value) => {
    if (pixels > 0 && !slots.has(value)) strays.set(value, pixels);
  });
  const table = labelsFor(slots.values(), counts.length, strays.size > 0).fill(UNASSIGNED_SLOT);
  for (const [value, slot] of slots) if (value < table.length) table[value] = slot;
  return { labels: lookUp(numbers, table), strays };
}

/** Masks are flat: a value is looked up where it differs from the one before. */
function lookUpSparse(numbers: Uint32Array, slots: ReadonlyMap<number, number>): LookedUp {
  const wide = new Uint16Array(numbers.length);
  const strays = new Map<number, number>();
  let last = -1;
  let slot: number | undefined;
  for (let i = 0; i < numbers.length; i++) {
    if (numbers[i] !== last) {
      last = numbers[i];
      slot = slots.get(last);
    }
    wide[i] = slot ?? UNASSIGNED_SLOT;
    if (slot === undefined) strays.set(last, (strays.get(last) ?? 0) + 1);
  }
  const labels = labelsFor(slots.values(), numbers.length, strays.size > 0);
  if (labels instanceof Uint16Array) return { labels: wide, strays };
  labels.set(wide);
  return { labels, strays };
}

function change(values: Raster['samples'], to: (value: number) => number): Raster['samples'] {
  const changed = values.slice();
  for (let i = 0; i < changed.length; i++) changed[i] = to(changed[i]);
  return changed;
}

function packedColours(raster: Raster): Uint32Array {
  return combine(raster, (red, green, blue) => (red << 16) | (green << 8) | blue);
}

function greyColours(samples: Raster['samples']): Uint32Array {
  const colours = new Uint32Array(samples);
  for (let i = 0; i < colours.length; i++) colours[i] *= 0x010101;
  return colours;
}

function throughTable(samples: Raster['samples'], table: Uint8Array): Uint32Array {
  const colours = new Uint32Array(samples);
  for (let i = 0; i < colours.length; i++) {
    const entry = 3 * colours[i];
    colours[i] = (table[entry] << 16) | (table[entry + 1] << 8) | table[entry + 2];
  }
  return colours;
}

function combine(raster: Raster, join: (red: number, green: number, blue: number) => number): Uint32Array {
  const { channels, bitDepth, samples } = raster;
  if ((channels !== 'rgb' && channels !== 'rgba') || bitDepth !== 8) {
    throw new MaskmendError(
      'unsupported-format',
      `the mask has ${bitDepth}-bit ${channels} pixels where colours were expected`,
    );
  }
  const step = channelCounts[channels];
  const numbers = new Uint32Array(samples.length / step);
  for (let i = 0, at = 0; i < numbers.length; i++, at += step) {
    numbers[i] = join(samples[at], samples[at + 1], samples[at + 2]);
  }
  return numbers;
}

/** Indices that were saved as grey in three channels, or with an alpha channel. */
function equalChannels(raster: Raster): Uint8Array | Uint16Array {
  const { channels, samples, width } = raster;
  const step = channelCounts[channels];
  if (step === 1) return samples;
  const values = samples.slice(0, samples.length / step);
  for (let i = 0, at = 0; i < values.length; i++, at += step) {
    values[i] = samples[at];
    if (step >= 3 && (samples[at] !== samples[at + 1] || samples[at] !== samples[at + 2])) {
      throw new MaskmendError(
        'unsupported-format',
        `the mask is in colours where class indices were expected, at pixel (${i % width}, ${Math.floor(i / width)})`,
      );
    }
  }
  return values;
}
