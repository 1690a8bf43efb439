import { MaskmendError } from '../../../shared/errors.ts';
import type { ReadLimits } from '../../../shared/limits.ts';
import { checkPictureSize } from '../../../shared/check-picture-size.ts';
import { findJpeg2000Boxes } from './jpeg2000-boxes.ts';
import type { Jpeg2000Header } from './jpeg2000-header.ts';
import { parseJpeg2000Header } from './jpeg2000-header.ts';
import { decodeJpeg2000 } from './openjpeg.ts';
import type { Picture, PictureFacts } from '../picture.ts';

/** OpenJPEG takes 6 bytes of memory a sample, and a few bytes of a file can promise as many as they like: 400 MB. */
const MAX_SAMPLES = 67_108_864;

/**
 * Reads a JP2 file or a bare JPEG 2000 codestream, grey or RGB. Throws `corrupt-file`, `truncated-file`, `too-large`,
 * `unsupported-format` (alpha, a colour table, signed or subsampled components).
 */
export async function readJpeg2000(bytes: Uint8Array, limits: ReadLimits): Promise<Picture> {
  const { header, facts } = openFile(bytes, limits);
  const decoded = await decodeJpeg2000(bytes, header);
  const { width, height, channels } = facts;
  const isWide = header.bitDepth > 8;
  const samples = isWide ? new Uint16Array(decoded.buffer) : decoded;
  const raster = { width, height, channels, bitDepth: isWide ? 16 : 8, samples } as const;
  // Even with the reversible wavelet an encoder may have cut the code; nothing in the file tells.
  return { facts, content: { kind: 'raster', raster, isLossless: false } };
}

/** What the header of a JPEG 2000 file tells; throws as `readJpeg2000` does. */
export function readJpeg2000Facts(bytes: Uint8Array, limits: ReadLimits): PictureFacts {
  return openFile(bytes, limits).facts;
}

function openFile(bytes: Uint8Array, limits: ReadLimits): { header: Jpeg2000Header; facts: PictureFacts } {
  const { codestream, hasColourProfile, hasColourTable } = findJpeg2000Boxes(bytes);
  const header = parseJpeg2000Header(codestream);
  const { width, height, componentCount, bitDepth } = header;
  checkPictureSize(header, limits);
  if (width * height * componentCount > MAX_SAMPLES) throw tooLarge(header);
  if (hasColourTable || !isReadable(header)) throw refused();
  const channels = componentCount === 1 ? 'grey' : 'rgb';
  return {
    header,
    facts: { width, height, channels, bitDepth, orientation: 1, hasColourProfile, frames: 1, notes: [] },
  };
}

function isReadable({ componentCount, bitDepth, isUniform }: Jpeg2000Header): boolean {
  return isUniform && bitDepth <= 16 && (componentCount === 1 || componentCount === 3);
}

const hint = 'export the mask as PNG from the program that made it';

function tooLarge({ width, height }: Jpeg2000Header): MaskmendError {
  const message = `a JPEG 2000 of ${width} x ${height} pixels has more than the ${MAX_SAMPLES} samples that can be read`;
  return new MaskmendError('too-large', message, { hint });
}

function refused(): MaskmendError {
  const message = 'of JPEG 2000 only grey and RGB are read, without alpha or colour table, all components alike';
  return new MaskmendError('unsupported-format', message, { hint });
}
