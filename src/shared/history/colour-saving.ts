import type { JpegImage } from '../jpeg/jpeg-image.ts';
import { PixelDecoder } from '../jpeg/decode-pixels.ts';
import type { Labels } from '../forward/down-sampling.ts';
import type { ForwardModel } from '../forward/forward-model.ts';
import { encodeLabels } from '../recovery/encode-labels.ts';
import { type ChromaRatio, emptyJpeg } from '../recovery/jpeg-frame.ts';
import type { GridOffset } from './luma-saving.ts';

/** A part of the picture, in pixels. */
export interface Part {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** An earlier saving as JPEG. */
export interface ColourSaving {
  readonly quality: number;
  readonly ratio: ChromaRatio;
  /** Modulo 16. */
  readonly offset: GridOffset;
}

/**
 * The luma, less 128, of a part of the picture as another program saw it after an earlier saving: chroma and the cutting
 * of colours to 0..255 change it too. Row-major over the part, of which only `blocks` of 8 by 8 pixels are right.
 */
export function savedLuma(
  model: ForwardModel,
  labels: Labels,
  { saving, part, blocks }: { saving: ColourSaving; part: Part; blocks: readonly Corner[] },
): Float64Array {
  const left = alignedBefore(part.left, saving.offset.x);
  const top = alignedBefore(part.top, saving.offset.y);
  const width = part.right - left + 16;
  const height = part.bottom - top + 16;
  const codes = model.components.map((component) => component.codes);
  const image = emptyJpeg({ width, height, channels: 3 }, saving);
  const wanted = mcusUnder(image, blocks, { left, top });
  encodeLabels(image, { labels: cutLabels(model, labels, { left, top, width, height }), codes }, wanted);
  const decoder = new PixelDecoder(image, wanted);
  const row = new Uint32Array(width + 8);
  const wide = part.right - part.left;
  const luma = new Float64Array(wide * (part.bottom - part.top));
  for (let y = 0; y < part.bottom - top; y++) {
    decoder.decodeSpan({ y, from: 0, to: width }, row);
    if (y < part.top - top) continue;
    for (let x = part.left - left; x < part.right - left; x++) {
      luma[(y + top - part.top) * wide + x + left - part.left] = lumaOf(row[x]) - 128;
    }
  }
  return luma;
}

/** The first pixel of something. */
interface Corner {
  readonly left: number;
  readonly top: number;
}

/** 1 for the MCUs that take part in blocks of 8 by 8 pixels: chroma does from one pixel beside them on. */
function mcusUnder(image: JpegImage, blocks: readonly Corner[], from: Corner): Uint8Array {
  const wanted = new Uint8Array(image.mcusWide * image.mcusHigh);
  const wide = 8 * image.maxHorizontalSampling;
  const high = 8 * image.maxVerticalSampling;
  for (const block of blocks) {
    const [left, top] = [block.left - from.left, block.top - from.top];
    for (let row = Math.floor((top - 2) / high); row <= Math.floor((top + 9) / high); row++) {
      const first = Math.floor((left - 2) / wide);
      wanted.fill(1, row * image.mcusWide + first, row * image.mcusWide + Math.floor((left + 9) / wide) + 1);
    }
  }
  return wanted;
}

/** The last place at or before `place`, with an MCU between, where an MCU of the earlier grid begins. */
function alignedBefore(place: number, offset: number): number {
  return place - 16 - ((((place - offset) % 16) + 16) % 16);
}

function cutLabels(
  { image }: ForwardModel,
  labels: Labels,
  area: { readonly left: number; readonly top: number; readonly width: number; readonly height: number },
): Labels {
  const cut = new Uint16Array(area.width * area.height);
  for (let at = 0; at < cut.length; at++) {
    const x = Math.min(image.width - 1, Math.max(0, area.left + (at % area.width)));
    const y = Math.min(image.height - 1, Math.max(0, area.top + Math.floor(at / area.width)));
    cut[at] = labels[y * image.width + x];
  }
  return cut;
}

/** Rounded as libjpeg rounds. */
function lumaOf(colour: number): number {
  return (19595 * (colour >> 16) + 38470 * ((colour >> 8) & 255) + 7471 * (colour & 255) + 32768) >> 16;
}
