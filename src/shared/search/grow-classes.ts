import type { Labels } from '../repair/down-sampling.ts';
import type { ForwardModel } from '../repair/forward-model.ts';
import { claimsOfOthers, classesIn, copyReplaced, hasSquare } from './class-claims.ts';
import type { SearchedPicture } from './searched-picture.ts';

/** What the search of one MCU may cost while classes are tried. */
const EFFORT = { runs: 3, proposals: 1000 } as const;
/** Of the MCUs that claim a class so many are tried, evenly from all over the picture. */
const SAMPLE = 24;
/** A square of so many pixels on a side is no blend of the classes that meet there. */
const SOLID_SIDE = 3;
/**
 * Of the MCUs that need a class to be reproduced so many must be: the first of thin classes, the second of those that
 * fill a square somewhere.
 */
const THIN_SHARE = 1 / 2;
const SOLID_SHARE = 1 / 4;
/** Fewer MCUs are no evidence for a class that nowhere fills a square; nor is a small share of those tried. */
const LEAST_THIN = 3;
const LEAST_SHARE = 1 / 4;

/**
 * Finds which classes of the palette the file holds beside those that it shows beyond doubt (`witnessed`: 1 by position),
 * and frees the labels of all others. A decision takes whatever class fits an MCU best, and one that is not in the file
 * fits now and then, more often the more classes there are. So MCUs that claim an unwitnessed class are searched without
 * it: those of a ghost are reproduced all the same, or are not with it either. A class is grown where MCUs are reproduced
 * with it only, most of those that need it, and where it fills a square in one of them or they are several.
 *
 * Measured on 60 masks of 17 data sets with all colours of VOC given, qualities 75 and 50: of ghosts at most 3 of 31 such
 * MCUs were reproduced, none with a square; of true classes hardly ever fewer than half.
 *
 * Returns 1 for every class that MCUs may hold from now on. Keeps labels and certificates of the picture up to date.
 */
export function growClasses(picture: SearchedPicture, witnessed: Uint8Array): Uint8Array {
  const claims = witnessed.includes(0) ? claimsOfOthers(picture, witnessed) : new Map<number, number[]>();
  return claims.size === 0 ? witnessed : new ClassGrowth(picture, witnessed, claims).run();
}

interface Candidate {
  readonly position: number;
  /** Those of the MCUs claiming it that are not certified. */
  readonly open: readonly number[];
}

class ClassGrowth {
  private readonly picture: SearchedPicture;
  private readonly claims: ReadonlyMap<number, readonly number[]>;
  private readonly decided: Labels;
  private readonly decidedCertified: Uint8Array;
  private readonly allowed: Uint8Array;
  /** The class that stands for each while not all are allowed: itself, or the nearest allowed one. */
  private replacements: Uint8Array;

  constructor(picture: SearchedPicture, witnessed: Uint8Array, claims: ReadonlyMap<number, readonly number[]>) {
    this.picture = picture;
    this.claims = claims;
    this.decided = picture.labels.slice();
    this.decidedCertified = picture.certified.slice();
    this.allowed = witnessed.slice();
    this.replacements = nearestAllowed(picture.input.model, this.allowed);
  }

  run(): Uint8Array {
    for (const mcus of this.claims.values()) this.restore(mcus);
    while (this.growOne());
    return this.allowed;
  }

  /** Tries all classes not yet allowed, the most claimed first; ends with the first that is grown. */
  private growOne(): boolean {
    const needed = [...this.claims].filter(([position]) => this.allowed[position] === 0);
    return needed
      .map(([position, mcus]) => ({ position, open: mcus.filter((mcu) => this.picture.certified[mcu] === 0) }))
      .sort((a, b) => b.open.length - a.open.length || a.position - b.position)
      .some((candidate) => this.isGrown(candidate));
  }

  private isGrown({ position, open }: Candidate): boolean {
    const sample = evenly(open, SAMPLE);
    const needing = this.solve(sample, (mcu) => !this.picture.certified[mcu]);
    if (needing.length === 0) return false;
    this.allow(position, 1);
    this.restore(needing);
    const solved = this.solve(needing, (mcu) => this.picture.certified[mcu] === 1 && this.holds(mcu, position));
    const isGrown = this.isEvidence({ position, tried: sample.length, needing: needing.length, solved });
    (globalThis as any).growLog?.({ position, total: this.claims.get(position)!.length, needy: needing.length, solved: solved.length, cores: sample.length, ok: isGrown });
    if (!isGrown) this.allow(position, 0);
    this.restore(isGrown ? open.filter((mcu) => this.picture.certified[mcu] === 0) : needing);
    return isGrown;
  }

  private isEvidence(trial: { position: number; tried: number; needing: number; solved: readonly number[] }): boolean {
    const { position, tried, needing, solved } = trial;
    const fillsSquare = solved.some((mcu) => hasSquare(this.picture, mcu, { position, side: SOLID_SIDE }));
    if (fillsSquare) return solved.length >= SOLID_SHARE * needing;
    return solved.length >= Math.max(LEAST_THIN, THIN_SHARE * needing, LEAST_SHARE * tried);
  }

  private allow(position: number, isAllowed: 0 | 1): void {
    this.allowed[position] = isAllowed;
    this.replacements = nearestAllowed(this.picture.input.model, this.allowed);
  }

  private holds(mcu: number, position: number): boolean {
    return classesIn(this.picture, mcu).has(position);
  }

  /** Searches those of the MCUs that are not certified, and returns the wanted ones of all. */
  private solve(mcus: readonly number[], isWanted: (mcu: number) => boolean): number[] {
    const { picture, allowed } = this;
    picture.startPass();
    for (const mcu of mcus) if (picture.certified[mcu] === 0) picture.solve(mcu, allowed, EFFORT);
    return mcus.filter(isWanted);
  }

  /** Goes back to what was decided of MCUs, with the nearest allowed classes in place of those that are not. */
  private restore(mcus: readonly number[]): void {
    const { picture, decided: from, replacements, decidedCertified } = this;
    for (const mcu of mcus) {
      const isSame = copyReplaced(picture, mcu, { from, replacements });
      picture.certified[mcu] = isSame ? decidedCertified[mcu] : 0;
    }
  }
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
