import type { SampleRows } from '../jpeg/sample-rows.ts';
import type { JpegImage } from '../jpeg/jpeg-image.ts';
import { PixelDecoder } from '../jpeg/decode-pixels.ts';
import type { Palette, Rgb } from '../model/palette.ts';
import type { ColourWitness, Triple } from '../palette/file-evidence.ts';
import { middleOf, rgbNear } from '../palette/witness-values.ts';
import { isMcuCertified } from '../forward/certificate.ts';
import type { FlatGroups } from '../forward/flat-groups.ts';
import { buildForwardModel } from '../forward/forward-model.ts';
import type { JpegRepair } from './repair-jpeg.ts';
import { repairJpeg } from './repair-jpeg.ts';

/** Labelling and fitting settle the colour in so many rounds. */
const ROUNDS = 3;
/** So many MCUs that are not flat tell the colour; this share of them must be reproduced for it to be a class. */
const SAMPLE = 64;
const LEAST_REPRODUCED = 1 / 2;
/** Luma this near to the ground's shows no lines. */
const LEAST_CONTRAST = 12;
/** Larger pictures would take their time; there lines hardly ever are all that is drawn. */
const MOST_PIXELS = 32_000_000;
/** How far the fitted levels may be off: coarse quantisers swallow much of the chroma of thin lines. */
const LUMA_REACH = 12;
const CHROMA_REACH = 48;

/** A file that shows one flat colour only. */
export interface GroundedFile {
  readonly image: JpegImage;
  readonly flat: FlatGroups;
  readonly ground: ColourWitness;
}

/**
 * The colour of what is drawn on a ground of one colour in lines or specks that fill nothing: guessed from the samples,
 * labelled with, fitted under those labels, and so on. Under given labels each component tells its level by itself: it is
 * the one with which most MCUs are reproduced. Undefined unless most are.
 */
export function findThinClass(file: GroundedFile): ColourWitness | undefined {
  const { width, height } = file.image;
  if (width * height > MOST_PIXELS) return undefined;
  const sample = sampleEdges(file.flat);
  let colour = guessColour(file);
  let found: ColourWitness | undefined;
  for (let round = 0; round < ROUNDS && colour !== undefined; round++) {
    const repair = label(file, colour);
    const centre = repair === undefined ? undefined : fitColour(file, repair.labels);
    if (repair === undefined || centre === undefined) return undefined;
    const levels = centre.map((near, index) => reproducingLevels(file, repair.labels, { sample, index, near }));
    found = witnessOf(file, { levels, sample, labels: repair.labels });
    colour = middleOf({ low: lowOf(levels), high: highOf(levels) });
  }
  return found;
}

/** A component's level of the ground, and the least and the greatest of the class with which most MCUs are reproduced. */
interface Levels {
  readonly ground: number;
  readonly low: number;
  readonly high: number;
}

function lowOf([first, second, third]: readonly Levels[]): Triple {
  return [first.low, second.low, third.low];
}

function highOf([first, second, third]: readonly Levels[]): Triple {
  return [first.high, second.high, third.high];
}

function sampleEdges({ groups, edgeCount }: FlatGroups): number[] {
  const sample: number[] = [];
  for (let mcu = 0, seen = 0; mcu < groups.length && sample.length < SAMPLE; mcu++) {
    if (groups[mcu] === 0 && seen++ * SAMPLE >= sample.length * edgeCount) sample.push(mcu);
  }
  return sample;
}

function reproducingLevels(
  file: GroundedFile,
  labels: JpegRepair['labels'],
  { sample, index, near }: { readonly sample: readonly number[]; readonly index: number; readonly near: number },
): Levels {
  if (index >= file.image.components.length) return { ground: 0, low: 0, high: 0 };
  const reach = index === 0 ? LUMA_REACH : CHROMA_REACH;
  const levels = wholeLevels(near - reach, near + reach);
  let most = 0;
  let best: Levels = { ground: Math.round(middleOf(file.ground)[index]), low: near, high: near };
  for (const ground of wholeLevels(file.ground.low[index], file.ground.high[index])) {
    for (const level of levels) {
      const count = countReproduced(file, labels, { sample, only: index, pairs: [[ground, level]] });
      if (count > most) best = { ground, low: level, high: level };
      else if (count === most && count > 0 && ground === best.ground) best = { ...best, high: level };
      most = Math.max(most, count);
    }
  }
  return best;
}

function wholeLevels(low: number, high: number): number[] {
  const first = Math.ceil(Math.max(0, low));
  return Array.from({ length: Math.max(0, Math.floor(Math.min(255, high)) - first + 1) }, (_, place) => first + place);
}

interface Reproduction {
  readonly sample: readonly number[];
  /** Levels of ground and class: of every component, or of `only` one. */
  readonly pairs: readonly (readonly [number, number])[];
  readonly only?: number;
}

function countReproduced(
  { image }: GroundedFile,
  labels: JpegRepair['labels'],
  { sample, only, pairs }: Reproduction,
): number {
  const codes = image.components.map((_, index) => Uint8Array.from(only === undefined ? pairs[index] : pairs[0]));
  const model = buildForwardModel(image, codes);
  if (model === undefined) return 0;
  const components = model.components.filter((_, index) => only === undefined || index === only);
  const at = (mcu: number) => ({ column: mcu % image.mcusWide, row: Math.floor(mcu / image.mcusWide) });
  return sample.filter((mcu) => isMcuCertified({ ...model, components }, at(mcu), labels)).length;
}

function label({ image, ground }: GroundedFile, colour: Triple): JpegRepair | undefined {
  const rgbs = [middleOf(ground), colour].map((triple) => roundedRgb(rgbNear(triple, image.colourModel)));
  const classes = rgbs.map((rgb, slot) => ({ slot, name: `${slot}`, index: slot, rgb, role: 'class' as const }));
  const palette: Palette = { coding: 'colour', source: 'the file', classes };
  return repairJpeg(image, { palette, preset: 'draft' }, () => false);
}

function roundedRgb([red, green, blue]: Triple): Rgb {
  return [clampByte(red), clampByte(green), clampByte(blue)];
}

function clampByte(value: number): number {
  return Math.min(255, Math.max(0, Math.round(value)));
}

/** Luma: the median of what MCUs reach at most. Chroma: by the line on which all blends of two colours lie. */
function guessColour({ image, ground }: GroundedFile): Triple | undefined {
  const base = middleOf(ground);
  const peaks = new Float64Array(image.mcusWide * image.mcusHigh);
  const products: [number, number, number] = [0, 0, 0];
  eachSample(image, 0, ({ value, mcu }) => {
    if (Math.abs(value - base[0]) > Math.abs(peaks[mcu])) peaks[mcu] = value - base[0];
  });
  const reaches = peaks.filter((reach) => Math.abs(reach) >= LEAST_CONTRAST).sort();
  if (reaches.length === 0) return undefined;
  eachCell(image, (means) => {
    for (const index of [0, 1, 2] as const) products[index] += (means[index] - base[index]) * (means[0] - base[0]);
  });
  const reach = reaches[reaches.length >> 1];
  const [whole, first, second] = products.map((product) => (product / products[0]) * reach);
  return [base[0] + whole, base[1] + first, base[2] + second];
}

/** Least squares: samples are the ground and, by the share of labels in them, the difference to the colour. */
function fitColour({ image, ground }: GroundedFile, labels: JpegRepair['labels']): Triple | undefined {
  const base = middleOf(ground);
  const fitted: [number, number, number] = [0, 0, 0];
  for (const index of [0, 1, 2] as const) {
    if (index >= image.components.length) break;
    let product = 0;
    let square = 0;
    eachSample(image, index, ({ value, left, top, wide, high }) => {
      const share = shareOfLabels(labels, image, { left, top, wide, high });
      product += share * (value - base[index]);
      square += share * share;
    });
    if (square === 0) return undefined;
    fitted[index] = Math.min(255, Math.max(0, base[index] + product / square));
  }
  return fitted;
}

interface Area {
  readonly left: number;
  readonly top: number;
  readonly wide: number;
  readonly high: number;
}

function shareOfLabels(labels: JpegRepair['labels'], { width, height }: JpegImage, area: Area): number {
  const right = Math.min(area.left + area.wide, width);
  const bottom = Math.min(area.top + area.high, height);
  let count = 0;
  for (let y = area.top; y < bottom; y++) for (let x = area.left; x < right; x++) count += labels[y * width + x];
  return count / ((right - area.left) * (bottom - area.top));
}

interface Sample extends Area {
  readonly value: number;
  readonly mcu: number;
}

/** Visits the samples of a component that lie in the picture, with the pixels that they stand for. */
function eachSample(image: JpegImage, index: number, visit: (sample: Sample) => void): void {
  const rows = new PixelDecoder(image).sampleRows[index];
  const wide = image.maxHorizontalSampling / rows.component.horizontalSampling;
  const high = image.maxVerticalSampling / rows.component.verticalSampling;
  const mcuWide = rows.component.horizontalSampling * 8;
  for (let y = 0; y * high < image.height; y++) {
    const row = Math.floor(y / rows.rowsPerMcu);
    const samples = rows.mcuRow(row);
    const line = rows.offsetOf(y);
    for (let x = 0; x * wide < image.width; x++) {
      const mcu = row * image.mcusWide + Math.floor(x / mcuWide);
      visit({ value: samples[line + x], mcu, left: x * wide, top: y * high, wide, high });
    }
  }
}

/** Visits the cells, of which an MCU has 8 x 8: the mean of each component's samples there. */
function eachCell(image: JpegImage, visit: (means: Triple) => void): void {
  const parts = new PixelDecoder(image).sampleRows;
  for (let y = 0; y * image.maxVerticalSampling < image.height; y++) {
    for (let x = 0; x * image.maxHorizontalSampling < image.width; x++) {
      const mean = (index: number): number => (index < parts.length ? cellMean(parts[index], x, y) : 0);
      visit([mean(0), mean(1), mean(2)]);
    }
  }
}

function cellMean(rows: SampleRows, x: number, y: number): number {
  const { horizontalSampling: wide, verticalSampling: high } = rows.component;
  const samples = rows.mcuRow(y >> 3);
  let sum = 0;
  for (let v = y * high; v < (y + 1) * high; v++) {
    const line = rows.offsetOf(v);
    for (let h = x * wide; h < (x + 1) * wide; h++) sum += samples[line + h];
  }
  return sum / (wide * high);
}

/** What was found, where most MCUs are reproduced with it. Whole levels stand for what rounds to them. */
function witnessOf(
  file: GroundedFile,
  found: {
    readonly levels: readonly Levels[];
    readonly sample: readonly number[];
    readonly labels: JpegRepair['labels'];
  },
): ColourWitness | undefined {
  const { levels, sample, labels } = found;
  const [low, high] = [lowOf(levels), highOf(levels)];
  const pairs = levels.map((level): [number, number] => [level.ground, Math.round((level.low + level.high) / 2)]);
  const areas = countReproduced(file, labels, { sample, pairs });
  if (areas < LEAST_REPRODUCED * sample.length || areas === 0) return undefined;
  let pixels = 0;
  for (const position of labels) pixels += position;
  const moved = ([a, b, c]: Triple, by: number): Triple => [a + by, b + by, c + by];
  return file.image.components.length === 1
    ? { low: [low[0] - 0.5, 0, 0], high: [high[0] + 0.5, 0, 0], pixels, areas }
    : { low: moved(low, -0.5), high: moved(high, 0.5), pixels, areas };
}
