import type { Labels } from '../forward/down-sampling.ts';

/** An MCU's column and row in the picture. */
export interface McuPlace {
  readonly column: number;
  readonly row: number;
}

export interface McuChoice {
  /** 1 for every class that the MCU may hold even where none of its neighbours does, by position in the palette. */
  readonly allowed: Uint8Array;
  /** Starts the random numbers, 32 bits: equal seeds give equal results. */
  readonly seed: number;
}

/** The search of single MCUs of one file. */
export interface McuSearch {
  /** Goes to an MCU with its surroundings. */
  enter(place: McuPlace, labels: Labels, choice: McuChoice): void;
  /** Searches labels that reproduce the MCU; returns whether it found some. */
  solve(work: SolveWork): boolean;
  /**
   * Finds how sure each pixel is, from labellings that fit about as well, and takes the likeliest labels: of a certified
   * MCU those that reproduce it. Returns false where nothing else fits: every share is 1 then, and no label another.
   */
  settle(work: SettleWork): boolean;
  /** Writes the MCU's labels into the picture's. */
  leave(labels: Labels): void;
  /** After `settle`, per pixel of a whole MCU, row-major, 0..1: how much of the time it had its label. */
  readonly shares: Float32Array;
  /** Beside them, where a share is below 1: the label that the pixel had most besides its own; its own where it had no other. */
  readonly seconds: Uint8Array | Uint16Array;
}

export interface SolveWork {
  readonly runs: number;
  /** Length of the first run. */
  readonly proposals: number;
  /** Leaves it to the runs to find labels that nothing near shows. */
  readonly isBrief?: boolean;
}

export interface SettleWork {
  readonly isCertified: boolean;
  readonly polishRuns: number;
  readonly polishProposals: number;
  readonly samples: number;
}
