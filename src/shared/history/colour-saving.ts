import { PixelDecoder } from '../jpeg/decode-pixels.ts';
import type { Labels } from '../repair/down-sampling.ts';
import type { ForwardModel } from '../repair/forward-model.ts';
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
 * of colours to 0..255 change it too. Row-major over the part; what lies outside the picture is 0.
 */
export function savedLuma(
  model: ForwardModel,
  labels: Labels,
  { saving, part }: { saving: ColourSaving; part: Part },
): Float64Array {
  const left = alignedBefore(part.left, saving.offset.x);
  const top = alignedBefore(part.top, saving.offset.y);
  const width = part.right - left + 16;
  const height = part.bottom - top + 16;
  const codes = model.components.map((component) => component.codes);
  const image = emptyJpeg({ width, height, channels: 3 }, saving);
  encodeLabels(image, { labels: cutLabels(model, labels, { left, top, width, height }), codes });
  const decoder = new PixelDecoder(image);
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
