import { mcuViolation } from '../forward/mcu-violation.ts';
import type { ForwardModel } from '../forward/forward-model.ts';
import { claimsOfOthers, classesIn, copyReplaced, hasSquare } from './class-claims.ts';
import type { SearchedPicture } from './searched-picture.ts';

/**
 * Of a palette that fits the file the classes not shown beyond doubt are true ones that are thin or tiny; where more than
 * this share of it is not shown it is the palette of a whole data set, and most of them are not there.
 */
const MOSTLY_ABSENT = 1 / 2;
/**
 * Of more classes than any data set names none are tried one by one, which would take hours: where MCUs claim so many, the
 * file holds them.
 */
const MOST_TRIED = 150;

/** What the search of one MCU costs while classes are tried, and where few MCUs must tell. */
const EFFORT = { runs: 3, proposals: 1000 } as const;
const LONG_EFFORT = { runs: 12, proposals: 1000 } as const;
const FEW = 4;
/** Of the MCUs that claim a class so many are tried, evenly from all over the picture. */
const SAMPLE = 24;
/** Where labels miss an MCU by less than this (`mcuViolation`) the search may just have failed. */
const SERIOUS_VIOLATION = 1;
/** A class explains an MCU that is missed no more, and so many times less, with it. */
const EXPLAINING_FACTOR = 50;
/** Of the MCUs that need a class this share must be explained by it. */
const LEAST_SHARE = 1 / 2;
/** Where other missing classes stand in most of them, a smaller share is enough, of several MCUs or a telling one. */
const LEAST_SHARE_AMONG_OTHERS = 1 / 8;
const SEVERAL = 3;
/** One MCU is evidence where the class fills a square of so many pixels on a side, and telling where a larger one. */
const SQUARE_SIDE = 2;
const TELLING_SIDE = 3;

/**
 * Finds which classes of the palette the file holds beside those that it shows beyond doubt (`witnessed`: 1 by position),
 * and frees the labels of all others. A decision takes whatever class fits an MCU best, and one that is not in the file
 * fits now and then, more often the more classes there are. So MCUs that claim an unwitnessed class are searched without
 * it: those of a ghost are reproduced all the same, or nearly, where those of a true class are missed by far. A class is
 * grown where it explains most of the MCUs that need it.
 *
 * Measured on 60 masks of 17 data sets, qualities 75 and 50, with all colours of VOC given: MCUs that a ghost claims are
 * missed by less than 1 without it, or by much with it too, unless another class is missing in the same place; true
 * classes are needed by tens to thousands, and bring most to nothing.
 *
 * Returns 1 for every class that MCUs may hold from now on. Keeps labels and certificates of the picture up to date.
 */
export function growClasses(picture: SearchedPicture, witnessed: Uint8Array): Uint8Array {
  const claims = witnessed.includes(0) ? claimsOfOthers(picture, witnessed) : new Map<number, number[]>();
  if (claims.size === 0) return witnessed;
  const absent = witnessed.filter((isShown) => isShown === 0).length;
  const isOfMany = picture.input.isOfFile !== true && absent > witnessed.length * MOSTLY_ABSENT;
  if (isOfMany && claims.size <= MOST_TRIED) return new ClassGrowth(picture, witnessed, claims).run();
  // The classes without which the decision would not reproduce some MCU.
  const allowed = witnessed.slice();
  for (const [position, mcus] of claims) {
    if (mcus.some((mcu) => picture.certified[mcu] === 1)) allowed[position] = 1;
  }
  return allowed;
}

/** What a class does for the MCUs that need one. */
interface Trial {
  readonly position: number;
  /** Those of the MCUs claiming it that no labels without it come near to. */
  readonly needing: readonly number[];
  readonly explained: readonly number[];
  readonly fillsSquare: boolean;
  /** Whether labels with a larger square of the class reproduce one of them. */
  readonly isTelling: boolean;
}

class ClassGrowth {
  private readonly picture: SearchedPicture;
  private readonly claims: ReadonlyMap<number, readonly number[]>;
  private readonly decidedCertified: Uint8Array;
  private readonly allowed: Uint8Array;
  /** The class that stands for each while not all are allowed: itself, or the nearest allowed one. */
  private replacements: Uint8Array;
  /** By how much MCUs were missed without further classes, since the last one was allowed. */
  private readonly missedBy = new Map<number, number>();

  constructor(picture: SearchedPicture, witnessed: Uint8Array, claims: ReadonlyMap<number, readonly number[]>) {
    this.picture = picture;
    this.claims = claims;
    this.decidedCertified = picture.certified.slice();
    this.allowed = witnessed.slice();
    this.replacements = nearestAllowed(picture.input.model, this.allowed);
  }

  run(): Uint8Array {
    for (const mcus of this.claims.values()) this.restore(mcus);
    do while (this.growOne());
    while (this.growTogether());
    return this.allowed;
  }

  /** Tries the classes not yet allowed, the most claimed first, until one explains enough; returns whether one did. */
  private growOne(): boolean {
    const trials: Trial[] = [];
    for (const position of this.missingClasses()) {
      const trial = this.tryClass(position);
      if (isEvidence(trial)) return this.grow(position);
      trials.push(trial);
    }
    const best = trials
      .filter(isEvidenceAmongOthers)
      .sort((a, b) => shareOf(b) - shareOf(a))
      .at(0);
    return best !== undefined && this.grow(best.position);
  }

  /**
   * Where classes stand pixel by pixel, most MCUs hold several that are missing, and none of these explains one alone: all
   * that are claimed are tried at once, and those kept without which what they explain is explained no more. Returns
   * whether there were some.
   */
  private growTogether(): boolean {
    const candidates = this.missingClasses();
    if (candidates.length < 2) return false;
    const claimed = new Set(candidates.flatMap((position) => this.openOf(this.claims.get(position) ?? [])));
    const sample = evenly(
      [...claimed].sort((a, b) => a - b),
      SAMPLE,
    );
    const needing = this.findNeeding(sample);
    if (needing.length < Math.max(SEVERAL, LEAST_SHARE * sample.length)) return false;
    for (const position of candidates) this.allow(position, 1);
    const explained = this.explainedOf(needing);
    const isEnough = explained.length >= LEAST_SHARE * needing.length;
    const needed = isEnough ? this.dropNeedless(candidates.toReversed(), explained) : [];
    for (const position of candidates) this.allow(position, needed.includes(position) ? 1 : 0);
    this.restore([...claimed]);
    this.missedBy.clear();
    return needed.length > 0;
  }

  /** Disallows the classes, one after the other, without which most of the MCUs that hold them are explained as well. */
  private dropNeedless(candidates: readonly number[], explained: readonly number[]): number[] {
    return candidates.filter((position) => {
      const holding = explained.filter((mcu) => classesIn(this.picture, mcu).has(position));
      this.allow(position, 0);
      const isNeeded = this.explainedOf(holding).length < LEAST_SHARE * holding.length;
      if (!isNeeded) return false;
      this.allow(position, 1);
      this.explainedOf(holding);
      return true;
    });
  }

  /** Searches MCUs anew; returns those that classes allowed since explain. */
  private explainedOf(mcus: readonly number[]): number[] {
    this.restore(mcus);
    this.solve(mcus, EFFORT);
    return mcus.filter((mcu) => this.isExplained(mcu));
  }

  /** Whether the classes allowed since bring what an MCU was missed by to nearly nothing. */
  private isExplained(mcu: number): boolean {
    const violation = this.violationOf(mcu);
    return violation * EXPLAINING_FACTOR <= (this.missedBy.get(mcu) ?? 0) && violation < SERIOUS_VIOLATION;
  }

  private missingClasses(): number[] {
    return [...this.claims]
      .filter(([position]) => this.allowed[position] === 0)
      .map(([position, mcus]) => ({ position, count: this.openOf(mcus).length }))
      .filter(({ count }) => count > 0)
      .sort((a, b) => b.count - a.count || a.position - b.position)
      .map(({ position }) => position);
  }

  private openOf(mcus: readonly number[]): number[] {
    return mcus.filter((mcu) => this.picture.certified[mcu] === 0);
  }

  /** Finds what a class explains; afterwards labels and certificates are as if it had not been tried. */
  private tryClass(position: number): Trial {
    const { picture } = this;
    const needing = this.findNeeding(evenly(this.openOf(this.claims.get(position) ?? []), SAMPLE));
    this.allow(position, 1);
    this.restore(needing);
    this.solve(needing, needing.length <= FEW ? LONG_EFFORT : EFFORT);
    const explained = needing.filter((mcu) => this.isExplained(mcu) && classesIn(picture, mcu).has(position));
    const fillsSquare = explained.some((mcu) => hasSquare(picture, mcu, { position, side: SQUARE_SIDE }));
    const isTelling = explained.some(
      (mcu) => picture.certified[mcu] === 1 && hasSquare(picture, mcu, { position, side: TELLING_SIDE }),
    );
    this.allow(position, 0);
    this.restore(needing);
    return { position, needing, explained, fillsSquare, isTelling };
  }

  /** Searches MCUs without further classes; returns those that are missed by far. Certified ones stay so. */
  private findNeeding(mcus: readonly number[]): number[] {
    const untried = mcus.filter((mcu) => !this.missedBy.has(mcu));
    this.solve(untried, EFFORT);
    for (const mcu of untried) this.missedBy.set(mcu, this.violationOf(mcu));
    return mcus.filter((mcu) => (this.missedBy.get(mcu) ?? 0) >= SERIOUS_VIOLATION);
  }

  private grow(position: number): true {
    this.allow(position, 1);
    this.missedBy.clear();
    this.restore(this.openOf(this.claims.get(position) ?? []));
    return true;
  }

  private allow(position: number, isAllowed: 0 | 1): void {
    this.allowed[position] = isAllowed;
    this.replacements = nearestAllowed(this.picture.input.model, this.allowed);
  }

  private solve(mcus: readonly number[], effort: typeof EFFORT | typeof LONG_EFFORT): void {
    this.picture.startPass();
    for (const mcu of this.openOf(mcus)) this.picture.solve(mcu, this.allowed, effort);
  }

  private violationOf(mcu: number): number {
    const { picture } = this;
    return picture.certified[mcu] === 1 ? 0 : mcuViolation(picture.input.model, picture.placeOf(mcu), picture.labels);
  }

  /** Goes back to what was decided of MCUs, with the nearest allowed classes in place of those that are not. */
  private restore(mcus: readonly number[]): void {
    const { picture, replacements, decidedCertified } = this;
    for (const mcu of mcus) {
      const isSame = copyReplaced(picture, mcu, replacements);
      picture.certified[mcu] = isSame ? decidedCertified[mcu] : 0;
    }
  }
}

function isEvidence({ needing, explained, fillsSquare }: Trial): boolean {
  return explained.length >= (fillsSquare ? 1 : 2) && explained.length >= LEAST_SHARE * needing.length;
}

function isEvidenceAmongOthers(trial: Trial): boolean {
  const areSeveral = trial.fillsSquare && trial.explained.length >= SEVERAL;
  return (areSeveral || trial.isTelling) && shareOf(trial) >= LEAST_SHARE_AMONG_OTHERS;
}

function shareOf({ needing, explained }: Trial): number {
  return explained.length / needing.length;
}

function evenly(mcus: readonly number[], count: number): number[] {
  if (mcus.length <= count) return [...mcus];
  return Array.from({ length: count }, (_, place) => mcus[Math.floor((place * mcus.length) / count)]);
}

function nearestAllowed({ components, classCount }: ForwardModel, allowed: Uint8Array): Uint8Array {
  return Uint8Array.from({ length: classCount }, (_, position) => {
    let best = position;
    let least = allowed[position] === 1 ? 0 : Infinity;
    for (let other = 0; other < classCount; other++) {
      if (allowed[other] === 0) continue;
      const distance = components.reduce((sum, { codes }) => sum + (codes[other] - codes[position]) ** 2, 0);
      if (distance < least) [least, best] = [distance, other];
    }
    return best;
  });
}
