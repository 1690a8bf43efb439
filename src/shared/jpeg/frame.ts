import { checkPictureSize } from '../check-picture-size.ts';
import { MaskmendError } from '../errors.ts';
import type { ReadLimits } from '../limits.ts';
import { truncatedHeader, uint16At } from './segments.ts';

export interface FrameComponent {
  readonly id: number;
  readonly horizontalSampling: number;
  readonly verticalSampling: number;
  readonly tableNumber: number;
}

/** The frame header of a JPEG (ITU-T T.81 B.2.2). */
export interface Frame {
  readonly isProgressive: boolean;
  readonly isArithmetic: boolean;
  readonly width: number;
  readonly height: number;
  readonly components: readonly FrameComponent[];
}

const UNSUPPORTED_FRAMES: Readonly<Partial<Record<number, string>>> = {
  0xc3: 'a lossless JPEG',
  0xc5: 'a hierarchical JPEG',
  0xc6: 'a hierarchical JPEG',
  0xc7: 'a hierarchical JPEG',
  0xcb: 'a lossless JPEG',
  0xcd: 'a hierarchical JPEG',
  0xce: 'a hierarchical JPEG',
  0xcf: 'a hierarchical JPEG',
};

export function isFrameMarker(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

/** Parses a frame header and refuses what cannot be a mask we read; nothing is allocated by its promises. */
export function parseFrame(marker: number, body: Uint8Array, limits: ReadLimits): Frame {
  const unsupported = UNSUPPORTED_FRAMES[marker];
  if (unsupported !== undefined) throw refused(`it is ${unsupported}`);
  if (body.length < 6) throw truncatedHeader();
  const precision = body[0];
  const count = body[5];
  if (precision !== 8) throw refused(`it has ${precision} bits per sample`);
  const height = uint16At(body, 1);
  const width = uint16At(body, 3);
  checkPictureSize({ width, height }, limits);
  if (count === 4)
    throw refused('it is a CMYK JPEG, which no mask is', 'convert it to RGB where its colours are known');
  if (count !== 1 && count !== 3) throw refused(`it has ${count} components`);
  if (body.length < 6 + 3 * count) throw truncatedHeader();
  return {
    isProgressive: marker === 0xc2 || marker === 0xca,
    isArithmetic: marker === 0xc9 || marker === 0xca,
    width,
    height,
    components: parseComponents(body, count),
  };
}

function parseComponents(body: Uint8Array, count: number): FrameComponent[] {
  return Array.from({ length: count }, (_, index) => {
    const [id, sampling, tableNumber] = body.subarray(6 + index * 3, 9 + index * 3);
    const horizontalSampling = sampling >> 4;
    const verticalSampling = sampling & 15;
    const isValid = isSamplingFactor(horizontalSampling) && isSamplingFactor(verticalSampling) && tableNumber < 4;
    if (!isValid) throw new MaskmendError('corrupt-file', 'the frame header is broken', { hint: 'export it again' });
    return { id, horizontalSampling, verticalSampling, tableNumber };
  });
}

function isSamplingFactor(factor: number): boolean {
  return factor >= 1 && factor <= 4;
}

function refused(what: string, hint = 'save it as PNG from the program that made it'): MaskmendError {
  return new MaskmendError('unsupported-format', what, { hint });
}
