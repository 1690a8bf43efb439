import type { Labels } from '../forward/down-sampling.ts';
import type { AnnealingRun } from './annealing-run.ts';
import type { McuChoice, McuPlace } from './mcu-search.ts';

/**
 * The search of single MCUs in steps of some milliseconds: the kernel's, or the same in plain TypeScript. Both give the
 * same, bit for bit.
 */
export interface SearchSteps {
  enter(place: McuPlace, labels: Labels, choice: McuChoice): void;
  /**
   * Descends from the labels at hand and from the file's samples, and in the end, with `triesAll`, to labels that nothing
   * near shows, with `triesGround` from the ground alone; returns whether labels found reproduce the MCU.
   */
  begin(way: { readonly triesAll: boolean; readonly triesGround: boolean }): boolean;
  /**
   * Anneals from the best labels, or from what the samples alone suggest; `takesAll`: with labels that nothing near
   * shows. Returns whether labels found reproduce the MCU.
   */
  searchOn(run: AnnealingRun, way: { readonly startsFromSamples: boolean; readonly takesAll: boolean }): boolean;
  /** Goes back to the best labels; returns whether they reproduce the MCU. */
  finish(): boolean;
  /**
   * Begins to settle labels, to be sampled at a stiffness; false where none of `probes` proposals makes a change: then all
   * keep theirs, and `shares` are 1.
   */
  beginSettling(isCertified: boolean, stiffness: number, probes: number): boolean;
  /** Looks for smoother labels that reproduce the MCU; pixels to which others give another label are doubted. */
  polish(run: AnnealingRun): void;
  /**
   * Finds `shares` by sampling. Pixels then take the label that they had most: all of them where the MCU is not certified
   * or these labels reproduce it; else the MCU takes those labels, of all that were found to reproduce it, whose pixels
   * had them most.
   */
  settle(proposals: number, isCertified: boolean): void;
  leave(labels: Labels): void;
  readonly shares: Float32Array;
  /** Beside them, where a share is below 1: the label that the pixel had most besides its own; its own where it had no other. */
  readonly seconds: Uint8Array | Uint16Array;
}
