import type { JpegImage } from '../jpeg/jpeg-image.ts';
import { groupFlatMcus } from '../forward/flat-groups.ts';
import { labelFlatMcus } from '../forward/flat-mcus.ts';
import { buildForwardModel, type ForwardModel } from '../forward/forward-model.ts';
import { mcuViolation } from '../forward/mcu-violation.ts';
import type { Triple } from '../palette/file-evidence.ts';
import { rgbNear } from '../palette/witness-values.ts';
import { type ShouldStop, throwIfStopped } from '../should-stop.ts';
import { decideByEncoder } from './decide-by-encoder.ts';
import type { DecidedLabels } from './decide-labels.ts';
import { LevelEquations } from './level-equations.ts';

/** A class whose levels files leave open, by position, and where they lie: whole levels of the components. */
interface OpenLevels {
  readonly position: number;
  readonly low: Triple;
  readonly high: Triple;
}

export interface LevelsToFit {
  /** Levels of all classes in the components of the files. */
  readonly levels: readonly Triple[];
  readonly open: readonly OpenLevels[];
}

/** Labelling and fitting settle levels in so many rounds: by means of blocks first, then by what is reproduced. */
const ROUNDS_OF_MEANS = 2;
const ROUNDS_OF_COUNTS = 2;
/** How far a level is from its last fit at most, when MCUs that are reproduced are counted. */
const REACH = 2;
/** MCUs of one class that are looked at in one picture. */
const MOST_MCUS = 60;
/** Fitted levels are taken where so many further MCUs are reproduced with them, and such a share of all. */
const LEAST_FURTHER = 3;
const LEAST_FURTHER_SHARE = 0.01;

/**
 * The levels of classes that the quantiser leaves open: flat areas are rounded alike everywhere, but MCUs that show several
 * classes are rounded now up, now down. Their means tell a class's level to a fraction; then those levels are taken with
 * which most MCUs are reproduced. Returns the levels of all classes; undefined where others explain the files no better.
 * Pictures must have the same components. Throws `cancelled` when `shouldStop` turns true.
 */
export function fitLevels(
  images: readonly JpegImage[],
  { levels, open }: LevelsToFit,
  shouldStop: ShouldStop,
): readonly Triple[] | undefined {
  const first = labelAll(images, levels, shouldStop);
  if (first === undefined) return undefined;
  let fitted = levels;
  let labelled: readonly LabelledPicture[] | undefined = first;
  for (let round = 0; round < ROUNDS_OF_MEANS + ROUNDS_OF_COUNTS && labelled !== undefined; round++) {
    const next: readonly Triple[] =
      round < ROUNDS_OF_MEANS ? fitByMeans(labelled, fitted, open) : fitByCounts(labelled, fitted, open);
    if (next.join() === fitted.join()) {
      if (round >= ROUNDS_OF_MEANS) break;
      continue;
    }
    fitted = next;
    labelled = labelAll(images, fitted, shouldStop);
  }
  if (labelled === undefined || fitted.join() === levels.join()) return undefined;
  const further = countCertified(labelled) - countCertified(first);
  const edges = images.reduce((sum, image) => sum + groupFlatMcus(image).edgeCount, 0);
  return further >= Math.max(LEAST_FURTHER, LEAST_FURTHER_SHARE * edges) ? fitted : undefined;
}

interface LabelledPicture {
  readonly model: ForwardModel;
  readonly decided: DecidedLabels;
}

function countCertified(labelled: readonly LabelledPicture[]): number {
  return labelled.reduce((sum, { decided }) => sum + decided.certifiedBlocks, 0);
}

/** Each under the transform that wrote it. Undefined where no model knows one of the files. */
function labelAll(
  images: readonly JpegImage[],
  levels: readonly Triple[],
  shouldStop: ShouldStop,
): readonly LabelledPicture[] | undefined {
  const labelled: LabelledPicture[] = [];
  for (const image of images) {
    throwIfStopped(shouldStop);
    const codes = image.components.map((_, index) => Uint8Array.from(levels, (triple) => triple[index]));
    const model = buildForwardModel(image, codes);
    if (model === undefined) return undefined;
    const flatGroups = groupFlatMcus(image);
    const flats = labelFlatMcus(model, flatGroups);
    const classColours = Uint32Array.from(levels, (triple) => packedNear(triple, image));
    const found = decideByEncoder({ model, flats, flatGroups, classColours, isOfFile: true, shouldStop });
    labelled.push({ model: found.input.model, decided: found.decided });
  }
  return labelled;
}

function packedNear(triple: Triple, { colourModel }: JpegImage): number {
  const [red, green, blue] = rgbNear(triple, colourModel).map((value) => Math.min(255, Math.max(0, Math.round(value))));
  return (red << 16) | (green << 8) | blue;
}

/** By least squares over the means of blocks. */
function fitByMeans(
  labelled: readonly LabelledPicture[],
  levels: readonly Triple[],
  open: readonly OpenLevels[],
): Triple[] {
  const positions = open.map(({ position }) => position);
  const [{ model }] = labelled;
  const changes = model.components.map((_, index) => {
    const equations = new LevelEquations(positions, levels.length);
    for (const { model: own, decided } of labelled) equations.addPicture(own, index, decided.labels);
    return equations.solve();
  });
  return levels.map((triple, position) => {
    const at = positions.indexOf(position);
    if (at < 0) return triple;
    const { low, high } = open[at];
    const moved = (index: 0 | 1 | 2): number => {
      if (index >= changes.length) return triple[index];
      return Math.min(high[index], Math.max(low[index], Math.round(triple[index] + changes[index][at])));
    };
    return [moved(0), moved(1), moved(2)];
  });
}

/** Under the labels at hand each component tells its level by itself: it is the one with which most MCUs are reproduced. */
function fitByCounts(
  labelled: readonly LabelledPicture[],
  levels: readonly Triple[],
  open: readonly OpenLevels[],
): Triple[] {
  const fitted = levels.map(([first, second, third]): [number, number, number] => [first, second, third]);
  const mcusOf = labelled.map((picture) => mcusOfClasses(picture));
  for (const { position, low, high } of open) {
    const telling = mcusOf.map((mcus) => mcus[position].slice(0, MOST_MCUS));
    for (const index of [0, 1, 2] as const) {
      if (index >= labelled[0].model.components.length) break;
      const own = fitted[position][index];
      const candidates = wholeLevels(Math.max(low[index], own - REACH), Math.min(high[index], own + REACH));
      const counts = candidates.map((level) => {
        return labelled.reduce((sum, { model, decided }, at) => {
          return sum + countMet(model, { mcus: telling[at], labels: decided.labels, position, index, level });
        }, 0);
      });
      const kept = counts[candidates.indexOf(own)] ?? -1;
      const most = Math.max(...counts);
      if (most > kept) fitted[position][index] = candidates[counts.indexOf(most)];
      for (const { model } of labelled) model.components[index].codes[position] = fitted[position][index];
    }
  }
  return fitted;
}

interface Count {
  readonly mcus: readonly number[];
  readonly labels: DecidedLabels['labels'];
  readonly position: number;
  readonly index: number;
  readonly level: number;
}

/** How many MCUs a component meets with a level of one class. */
function countMet(model: ForwardModel, { mcus, labels, position, index, level }: Count): number {
  const part = model.components[index];
  part.codes[position] = level;
  const only = { ...model, components: [part] };
  const { mcusWide } = model.image;
  return mcus.filter((mcu) => {
    return mcuViolation(only, { column: mcu % mcusWide, row: Math.floor(mcu / mcusWide) }, labels) === 0;
  }).length;
}

function wholeLevels(low: number, high: number): number[] {
  return Array.from({ length: Math.max(0, high - low + 1) }, (_, place) => low + place);
}

/** By class the edge MCUs that show it, those with most of its pixels first. */
function mcusOfClasses({ model, decided: { labels } }: LabelledPicture): number[][] {
  const { image, mcuWidth, mcuHeight, classCount } = model;
  const { groups } = groupFlatMcus(image);
  const counts = Array.from({ length: classCount }, () => new Map<number, number>());
  for (let y = 0; y < image.height; y++) {
    const first = Math.floor(y / mcuHeight) * image.mcusWide;
    for (let x = 0; x < image.width; x++) {
      const mcu = first + Math.floor(x / mcuWidth);
      if (groups[mcu] !== 0) continue;
      const own = counts[labels[y * image.width + x]];
      own.set(mcu, (own.get(mcu) ?? 0) + 1);
    }
  }
  return counts.map((own) => [...own].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([mcu]) => mcu));
}
