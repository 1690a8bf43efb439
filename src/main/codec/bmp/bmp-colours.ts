import { MaskmendError } from '../../../shared/errors.ts';
import type { Raster } from '../../../shared/mask/raster.ts';
import type { BmpHeader } from './bmp-header.ts';

/** The bits of one component in a pixel and what their values mean in 0..255. */
interface BitField {
  readonly mask: number;
  readonly shift: number;
  readonly levels: Uint8Array;
}

/** Pixels of 16, 24 or 32 bits as RGB, or RGBA where there is a mask for alpha. `rows` are without padding. */
export function readBmpColours(header: BmpHeader, rows: Uint8Array): Raster {
  const { width, height, bitsPerPixel, masks } = header;
  const channels = masks[3] === 0 ? 'rgb' : 'rgba';
  const samples = bitsPerPixel === 24 ? swapBlueAndRed(rows) : readBitFields(rows, bitsPerPixel / 8, masks);
  return { width, height, channels, bitDepth: 8, samples };
}

function swapBlueAndRed(rows: Uint8Array): Uint8Array {
  const samples = new Uint8Array(rows.length);
  for (let i = 0; i < rows.length; i += 3) {
    samples[i] = rows[i + 2];
    samples[i + 1] = rows[i + 1];
    samples[i + 2] = rows[i];
  }
  return samples;
}

function readBitFields(rows: Uint8Array, pixelBytes: number, masks: BmpHeader['masks']): Uint8Array {
  const fields = masks.slice(0, masks[3] === 0 ? 3 : 4).map(bitField);
  const view = new DataView(rows.buffer, rows.byteOffset, rows.byteLength);
  const samples = new Uint8Array((rows.length / pixelBytes) * fields.length);
  for (let at = 0, target = 0; at < rows.length; at += pixelBytes) {
    const pixel = pixelBytes === 2 ? view.getUint16(at, true) : view.getUint32(at, true);
    for (const { mask, shift, levels } of fields) samples[target++] = levels[(pixel & mask) >>> shift];
  }
  return samples;
}

function bitField(mask: number): BitField {
  const shift = mask === 0 ? 0 : 31 - Math.clz32(mask & -mask);
  const highest = mask >>> shift;
  if (highest > 65_535) {
    throw new MaskmendError('unsupported-format', 'the BMP has colour components of more than 16 bits');
  }
  const levels = Uint8Array.from({ length: highest + 1 }, (_, value) =>
    Math.round((value * 255) / Math.max(1, highest)),
  );
  return { mask, shift, levels };
}
