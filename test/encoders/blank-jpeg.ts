import type { JpegComponent, JpegImage } from '../../src/shared/jpeg/jpeg-image.ts';

/** Sampling factors, horizontal and vertical, by component. */
export type Samplings = readonly (readonly [number, number])[];

export interface BlankOptions {
  readonly width: number;
  readonly height: number;
  /** One for grey, three for YCbCr. */
  readonly samplings: Samplings;
  /** Quantiser steps grow from this one. */
  readonly step: number;
}

/** A JPEG of any layout whose coefficients are all zero, to be filled by `encodeByModel`. */
export function blankJpeg({ width, height, samplings, step }: BlankOptions): JpegImage {
  const maxHorizontalSampling = Math.max(...samplings.map(([horizontal]) => horizontal));
  const maxVerticalSampling = Math.max(...samplings.map(([, vertical]) => vertical));
  const mcusWide = Math.ceil(width / (8 * maxHorizontalSampling));
  const mcusHigh = Math.ceil(height / (8 * maxVerticalSampling));
  const components = samplings.map(([horizontalSampling, verticalSampling], index): JpegComponent => {
    const [storedBlocksWide, storedBlocksHigh] = [mcusWide * horizontalSampling, mcusHigh * verticalSampling];
    const blocks = storedBlocksWide * storedBlocksHigh;
    return {
      id: index + 1,
      horizontalSampling,
      verticalSampling,
      blocksWide: Math.ceil(Math.ceil((width * horizontalSampling) / maxHorizontalSampling) / 8),
      blocksHigh: Math.ceil(Math.ceil((height * verticalSampling) / maxVerticalSampling) / 8),
      storedBlocksWide,
      storedBlocksHigh,
      quantisation: Uint16Array.from({ length: 64 }, (_, k) => Math.ceil(step * (1 + ((k & 7) + (k >> 3)) / 3))),
      dc: new Int16Array(blocks),
      place: new Uint32Array(blocks),
      pool: new Int16Array(64 * (blocks + 1)),
    };
  });
  const colourModel = samplings.length === 1 ? 'grey' : 'ycbcr';
  return { width, height, colourModel, maxHorizontalSampling, maxVerticalSampling, mcusWide, mcusHigh, components };
}
