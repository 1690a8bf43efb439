import { roundLevel } from '../jpeg/block-transform.ts';
import type { JpegImage } from '../jpeg/jpeg-image.ts';
import type { Labels } from '../forward/down-sampling.ts';
import { sampleBlock } from '../forward/down-sampling.ts';
import { buildForwardModel } from '../forward/forward-model.ts';

/** Labels with what their classes are in a JPEG. */
export interface CodedLabels {
  readonly labels: Labels;
  /** Sample values of the classes by position: Y, Cb, Cr; Y alone for grey pictures. */
  readonly codes: readonly Uint8Array[];
}

/**
 * Fills a JPEG whose blocks all have room with the coefficients that libjpeg makes of labels; `wanted`: 1 for the MCUs that
 * are filled, where these are not all.
 */
export function encodeLabels(image: JpegImage, { labels, codes }: CodedLabels, wanted?: Uint8Array): void {
  const model = buildForwardModel(image, codes);
  if (model === undefined) return;
  const samples = new Int32Array(64);
  const levels = new Float64Array(64);
  for (const part of model.components) {
    const { blocksWide, blocksHigh, storedBlocksWide, dc, place, pool } = part.component;
    const { horizontalSampling, verticalSampling } = part.component;
    for (let row = 0; row < blocksHigh; row++) {
      const firstMcu = Math.floor(row / verticalSampling) * image.mcusWide;
      for (let column = 0; column < blocksWide; column++) {
        if (wanted?.[firstMcu + Math.floor(column / horizontalSampling)] === 0) continue;
        const block = row * storedBlocksWide + column;
        sampleBlock(model, part, { column, row }, labels, samples);
        part.transform.toLevels(samples, levels);
        dc[block] = roundLevel(model.dct, levels[0]);
        for (let k = 1; k < 64; k++) pool[place[block] * 64 + k] = roundLevel(model.dct, levels[k]);
      }
    }
  }
}
