import type { Palette } from '../../src/shared/model/palette.ts';
import type { ColourCensus } from './colour-census.ts';
import type { DamagedMask } from './damage-mask.ts';

/** What a method is given: the file, its pixels as other programs decode them, and the palette. */
export interface MethodInput {
  readonly damaged: DamagedMask;
  readonly census: ColourCensus;
  readonly palette: Palette;
}

export interface Labelling {
  /** Slots of the palette, row-major. */
  readonly labels: Uint8Array | Uint16Array;
  /** What the method claims about itself; baselines claim nothing. */
  readonly claims?: {
    /** 255 = certain. */
    readonly confidence: Uint8Array;
    readonly certifiedBlocks: number;
    readonly edgeBlocks: number;
  };
}

export interface Method {
  readonly name: string;
  readonly label: (input: MethodInput) => Labelling;
}
