import type { JpegImage } from '../jpeg/jpeg-image.ts';
import { groupFlatMcus } from '../forward/flat-groups.ts';
import { channelDistance } from '../palette/channel-distance.ts';
import type { Triple } from '../palette/file-evidence.ts';
import type { ShouldStop } from '../should-stop.ts';
import { countMet, mcusOfClasses } from './count-met.ts';
import { type LabelledPicture, labelPictures } from './label-pictures.ts';
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
  /** By picture the MCUs whose means tell levels; all edge MCUs where undefined. */
  readonly telling?: readonly ReadonlySet<number>[];
}

/** Labelling and fitting settle levels in so many rounds: by means of blocks first, then by what is reproduced. */
const ROUNDS_OF_MEANS = 2;
const ROUNDS_OF_COUNTS = 2;
/** Levels that still move by so much are not settled, and means are asked again, so often at most. */
const UNSETTLED = 2;
const MOST_ROUNDS_OF_MEANS = 6;
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
  const first = labelPictures(images, levels, shouldStop);
  const settled = first && settleLevels(first, { levels, open }, shouldStop);
  if (first === undefined || settled === undefined || settled.levels.join() === levels.join()) return undefined;
  const further = countCertified(settled.labelled) - countCertified(first);
  const edges = images.reduce((sum, image) => sum + groupFlatMcus(image).edgeCount, 0);
  return further >= Math.max(LEAST_FURTHER, LEAST_FURTHER_SHARE * edges) ? settled.levels : undefined;
}

/** Levels that were settled, and the labels that they give. */
export interface SettledLevels {
  readonly levels: readonly Triple[];
  readonly labelled: readonly LabelledPicture[];
}

/**
 * Fits levels to pictures that are labelled with them, labels with those found, and so on. Undefined where no model knows
 * one of the pictures. Throws `cancelled` when `shouldStop` turns true.
 */
export function settleLevels(
  labelled: readonly LabelledPicture[],
  { levels, open, telling }: LevelsToFit,
  shouldStop: ShouldStop,
): SettledLevels | undefined {
  const images = labelled.map(({ model }) => model.image);
  let settled: SettledLevels = { levels, labelled };
  let moved = 0;
  for (let round = 0; round < MOST_ROUNDS_OF_MEANS; round++) {
    if (round >= ROUNDS_OF_MEANS && moved < UNSETTLED) break;
    const next = fitByMeans(settled.labelled, { levels: settled.levels, open, telling });
    moved = farthest(next, settled.levels);
    if (moved === 0) break;
    const relabelled = labelPictures(images, next, shouldStop);
    if (relabelled === undefined) return undefined;
    settled = { levels: next, labelled: relabelled };
  }
  for (let round = 0; round < ROUNDS_OF_COUNTS; round++) {
    const next = fitByCounts(settled.labelled, settled.levels, open);
    if (farthest(next, settled.levels) === 0) break;
    const relabelled = labelPictures(images, next, shouldStop);
    if (relabelled === undefined) return undefined;
    settled = { levels: next, labelled: relabelled };
  }
  return settled;
}

function farthest(levels: readonly Triple[], before: readonly Triple[]): number {
  return levels.reduce((most, level, position) => Math.max(most, channelDistance(level, before[position])), 0);
}

function countCertified(labelled: readonly LabelledPicture[]): number {
  return labelled.reduce((sum, { decided }) => sum + decided.certifiedBlocks, 0);
}

/** By least squares over the means of blocks. */
function fitByMeans(
  labelled: readonly LabelledPicture[],
  { levels, open, telling }: Pick<LevelsToFit, 'levels' | 'open'> & { telling: LevelsToFit['telling'] | undefined },
): Triple[] {
  const positions = open.map(({ position }) => position);
  const [{ model }] = labelled;
  const changes = model.components.map((_, index) => {
    const equations = new LevelEquations(positions, levels.length);
    labelled.forEach(({ model: own, decided: { labels } }, place) => {
      equations.addPicture(own, index, { labels, telling: telling?.[place] });
    });
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
  const mcusOf = labelled.map(({ input, model, decided: { labels } }) => {
    const { groups } = input.flatGroups;
    return mcusOfClasses(model, labels, (mcu) => groups[mcu] === 0);
  });
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

/** How far off levels are looked for that reproduce as many MCUs. */
const SAME_REACH = 6;

/** The least and the greatest levels of a class with each of which some MCUs, by picture, are met as often as with its own. */
export function levelsThatMeet(
  labelled: readonly LabelledPicture[],
  mcus: readonly (readonly number[])[],
  position: number,
): { readonly low: Triple; readonly high: Triple } {
  const [low, high]: [number, number, number][] = [
    [0, 0, 0],
    [0, 0, 0],
  ];
  labelled[0].model.components.forEach(({ codes }, index) => {
    const own = codes[position];
    const met = (level: number): number =>
      labelled.reduce((sum, { model, decided: { labels } }, at) => {
        const count = countMet(model, { mcus: mcus[at].slice(0, MOST_MCUS), labels, position, index, level });
        model.components[index].codes[position] = own;
        return sum + count;
      }, 0);
    const most = met(own);
    const farthest = (step: number): number => {
      let level = own;
      while (Math.abs(level + step - own) <= SAME_REACH && level + step >= 0 && level + step <= 255) {
        if (met(level + step) < most) break;
        level += step;
      }
      return level;
    };
    low[index] = farthest(-1);
    high[index] = farthest(1);
  });
  return { low, high };
}

function wholeLevels(low: number, high: number): number[] {
  return Array.from({ length: Math.max(0, high - low + 1) }, (_, place) => low + place);
}
