import type { DctMethod } from '../../src/shared/jpeg/block-transform.ts';
import type { DrawnMask } from '../repair/drawn-mask.ts';

export interface EncodeJob {
  readonly mask: DrawnMask;
  /** 1..100, as IJG counts it. */
  readonly quality: number;
  /** A wish: some encoders choose for themselves. */
  readonly subsampling: '4:4:4' | '4:2:0';
}

/** A program or library that writes JPEGs, found on this machine or not. */
export interface Encoder {
  readonly name: string;
  readonly isPresent: boolean;
  /** The transform with which it writes a file of a quality. */
  readonly dctOf: (quality: number) => DctMethod;
  readonly encode: (jobs: readonly EncodeJob[]) => Promise<Uint8Array[]>;
}
