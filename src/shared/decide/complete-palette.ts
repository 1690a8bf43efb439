import { PixelDecoder } from '../jpeg/decode-pixels.ts';
import type { JpegImage } from '../jpeg/jpeg-image.ts';
import { rgbToYcbcr } from '../jpeg/ycbcr.ts';
import type { Palette, Rgb } from '../model/palette.ts';
import type { Triple } from '../palette/file-evidence.ts';
import { rgbNear, wholeColour } from '../palette/witness-values.ts';
import type { SampleRows } from '../jpeg/sample-rows.ts';
import type { Labels } from '../forward/down-sampling.ts';
import type { DecisionInput } from './decide-labels.ts';
import { labelPictures } from './label-pictures.ts';
import { mcuViolation } from '../forward/mcu-violation.ts';
import { jpegCodes } from '../forward/palette-codes.ts';
import { roundColour } from './round-colour.ts';
import { findFreeColours } from './free-colours.ts';

/** A palette of more classes is that of a photograph, or of objects; and each trial of one more takes its time. */
const MOST_CLASSES = 32;
/**
 * Larger pictures go without: there hardly a class is too thin everywhere to fill anything, and some dozen trials of each
 * would make an import several times as long.
 */
const MOST_PIXELS = 1_000_000;
const MOST_FOUND = 6;
/** Labelling and fitting settle a colour in so many rounds. */
const ROUNDS = 2;
const LESS_MISSED_ROUND = 0.97;
/** A fit leads no farther from what it began with. */
const GUESS_REACH = 48;
/** MCUs that tell how well a palette fits, evenly from all over the picture. */
const SAMPLE = 400;
/** A colour is one of the mask's where so many further MCUs are reproduced with it, and such a share of all. */
const LEAST_FURTHER = 2;
const LEAST_FURTHER_SHARE = 0.02;
/** Or, where the file was altered, where MCUs are missed by so much less with it. */
const LESS_MISSED = 0.94;

const neverStop = () => false;

/** A file labelled with some colours. */
interface Trial {
  readonly colours: readonly Rgb[];
  readonly labels: Labels;
  readonly certifiedBlocks: number;
  readonly edgeCount: number;
  /** Mean logarithm of what MCUs are missed by. */
  readonly miss: number;
}

/**
 * The palette with further colours, of what is drawn in lines or specks that fill nothing: those with which labels come
 * nearer to the file, and without any of which they would not. None where there is no such colour; else as least squares
 * has them, and with the levels that people choose: where labels are a little too wide, what fits best is too pale.
 */
export function completePalettes(image: JpegImage, palette: Palette): readonly Palette[] {
  if (palette.classes.length > MOST_CLASSES || image.width * image.height > MOST_PIXELS) return [];
  // A class that no file shows was but a guess.
  const shown = palette.classes.filter(({ evidence }) => evidence?.pixels !== 0).map(({ rgb }) => rgb);
  const known = shown.map((rgb) => componentsIn(image, rgb));
  const found = findFreeColours([{ image, isToLook: () => true }], known).slice(0, MOST_FOUND);
  const first = found.length === 0 ? undefined : tryColours(image, shown);
  if (first === undefined) return [];
  const guesses = found.map(({ colour }) => wholeColour(rgbNear(colour, image.colourModel)));
  const best = withoutNeedless(image, fitColours(image, [...shown, ...guesses], shown.length), shown.length);
  if (best.colours.length === shown.length || !isBetter(best, first)) return [];
  const rounded = best.colours.map((rgb, at) => (at < shown.length ? rgb : roundNear(rgb, guesses)));
  const isSame = rounded.join() === best.colours.join();
  return [best.colours, ...(isSame ? [] : [rounded])].map((colours) => paletteOf(colours, palette));
}

/** A fitted colour rounded, from the guess that it came from. */
function roundNear(fitted: Rgb, guesses: readonly Rgb[]): Rgb {
  const distances = guesses.map((guess) =>
    Math.max(...guess.map((level, channel) => Math.abs(level - fitted[channel]))),
  );
  const least = Math.min(...distances);
  return roundColour(least <= GUESS_REACH ? guesses[distances.indexOf(least)] : fitted);
}

function isBetter(trial: Trial, before: Trial): boolean {
  const further = trial.certifiedBlocks - before.certifiedBlocks;
  if (further >= Math.max(LEAST_FURTHER, LEAST_FURTHER_SHARE * trial.edgeCount)) return true;
  return trial.miss <= LESS_MISSED * before.miss && further >= 0;
}

/** Labels with all colours, fits those from `from` on under these labels, and so on; then tries them rounded. */
function fitColours(image: JpegImage, colours: readonly Rgb[], from: number): Trial {
  let best = tryColours(image, colours);
  for (let round = 0; round < ROUNDS; round++) {
    const { labels } = best;
    const next = best.colours.map((rgb, at) =>
      at < from ? rgb : fitColour(image, { colours: best.colours, labels }, at),
    );
    const trial = tryColours(image, next);
    if (trial.miss >= best.miss) break;
    best = trial;
  }
  // Where chroma was averaged twice, thin lines lose so much of it that no fit brings it back.
  for (let at = from; at < colours.length; at++) {
    const rounded = roundColour(best.colours[at]);
    if (rounded.join() === best.colours[at].join()) continue;
    const trial = tryColours(image, best.colours.with(at, rounded));
    if (trial.miss < LESS_MISSED_ROUND * best.miss) best = trial;
  }
  return best;
}

/** Leaves out the colours from `from` on, the last found first, without which the file is as well explained. */
function withoutNeedless(image: JpegImage, trial: Trial, from: number): Trial {
  let best = trial;
  for (let at = trial.colours.length - 1; at >= from; at--) {
    const without = tryColours(image, best.colours.toSpliced(at, 1));
    if (!isBetter(best, without)) best = without;
  }
  return best;
}

function tryColours(image: JpegImage, colours: readonly Rgb[]): Trial {
  const levels = colours.map((rgb) => componentsIn(image, rgb));
  const labelled = labelPictures([image], levels, neverStop)?.at(0);
  if (labelled === undefined)
    return { colours, labels: new Uint8Array(0), certifiedBlocks: 0, edgeCount: 0, miss: Infinity };
  const { input, decided } = labelled;
  const { edgeCount } = input.flatGroups;
  const { labels, certifiedBlocks } = decided;
  return { colours, labels, certifiedBlocks, edgeCount, miss: meanMiss(input, labels) };
}

function componentsIn({ colourModel }: JpegImage, rgb: Rgb): Triple {
  return colourModel === 'ycbcr' ? rgbToYcbcr(rgb) : rgb;
}

function paletteOf(colours: readonly Rgb[], { source }: Pick<Palette, 'source'> = { source: 'the file' }): Palette {
  const classes = colours.map((rgb, slot) => ({ slot, name: `${slot}`, index: slot, rgb, role: 'class' as const }));
  return { coding: 'colour', source, classes };
}

function meanMiss({ model, flatGroups: { groups, edgeCount } }: DecisionInput, labels: Labels): number {
  const { mcusWide } = model.image;
  const every = Math.max(1, Math.floor(edgeCount / SAMPLE));
  let sum = 0;
  let count = 0;
  for (let mcu = 0, seen = 0; mcu < groups.length; mcu++) {
    if (groups[mcu] !== 0 || seen++ % every !== 0) continue;
    const place = { column: mcu % mcusWide, row: Math.floor(mcu / mcusWide) };
    sum += Math.log1p(mcuViolation(model, place, labels));
    count++;
  }
  return sum / Math.max(1, count);
}

/**
 * One of the colours as least squares has it: samples are the mean of the colours of their labels, and those of the
 * others are known. Itself where too few labels are of it.
 */
function fitColour(image: JpegImage, { colours, labels }: Pick<Trial, 'colours' | 'labels'>, own: number): Rgb {
  const codes = jpegCodes(image, paletteOf(colours), 'colour');
  const { sampleRows } = new PixelDecoder(image);
  const fitted = codes.map((levels, index) => fitLevel(image, sampleRows[index], { levels, labels, own }));
  const [first = 0, second = 0, third = 0] = fitted;
  return wholeColour(rgbNear([first, second, third], image.colourModel));
}

function fitLevel(
  image: JpegImage,
  rows: SampleRows,
  { levels, labels, own }: { readonly levels: Uint8Array; readonly labels: Labels; readonly own: number },
): number {
  const wide = image.maxHorizontalSampling / rows.component.horizontalSampling;
  const high = image.maxVerticalSampling / rows.component.verticalSampling;
  let product = 0;
  let square = 0;
  for (let y = 0; (y + 1) * high <= image.height; y++) {
    const samples = rows.mcuRow(Math.floor(y / rows.rowsPerMcu));
    const line = rows.offsetOf(y);
    for (let x = 0; (x + 1) * wide <= image.width; x++) {
      let share = 0;
      let others = 0;
      for (let v = y * high; v < (y + 1) * high; v++) {
        for (let at = v * image.width + x * wide; at < v * image.width + (x + 1) * wide; at++) {
          if (labels[at] === own) share += 1 / (wide * high);
          else others += levels[labels[at]] / (wide * high);
        }
      }
      product += share * (samples[line + x] - others);
      square += share ** 2;
    }
  }
  return square === 0 ? levels[own] : product / square;
}
