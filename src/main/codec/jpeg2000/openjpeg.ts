// eslint-disable-next-line @typescript-eslint/triple-slash-reference -- so that the tests, a project of their own, see it too
/// <reference path="./codec-openjpeg.d.ts" />
import type { OpenJpegDecoder } from '@cornerstonejs/codec-openjpeg/decodewasmjs';
import { MaskmendError } from '../../../shared/errors.ts';
import type { Jpeg2000Header } from './jpeg2000-header.ts';

/**
 * Decodes a JPEG 2000 file with OpenJPEG as WASM: samples interleaved, of 16 bits little-endian where the depth exceeds
 * 8. Every file gets an instance of its own, 10 ms, so that neither its memory nor a crash outlives it. Throws
 * `corrupt-file`, `truncated-file`.
 */
export async function decodeJpeg2000(bytes: Uint8Array, header: Jpeg2000Header): Promise<Uint8Array> {
  const lines: string[] = [];
  const listen = (line: string): unknown => lines.push(line);
  const { default: instantiate } = await import('@cornerstonejs/codec-openjpeg/decodewasmjs');
  const { J2KDecoder } = await instantiate({ print: listen, printErr: listen });
  try {
    const samples = decode(new J2KDecoder(), bytes);
    if (samples.length === sampleBytes(header) && !lines.some(isComplaint)) return samples;
  } catch (cause) {
    throw failure(lines, cause);
  }
  throw failure(lines);
}

function decode(decoder: OpenJpegDecoder, bytes: Uint8Array): Uint8Array {
  decoder.getEncodedBuffer(bytes.length).set(bytes);
  decoder.decode();
  // A copy: the samples lie in the module's memory.
  return Uint8Array.from(decoder.getDecodedBuffer());
}

function sampleBytes({ width, height, componentCount, bitDepth }: Jpeg2000Header): number {
  return width * height * componentCount * (bitDepth > 8 ? 2 : 1);
}

function isComplaint(line: string): boolean {
  return line.startsWith('[ERROR]') || line.startsWith('[WARNING]');
}

/** OpenJPEG writes what it finds wrong and returns as if nothing was. */
function failure(lines: readonly string[], cause?: unknown): MaskmendError {
  const complaint = lines
    .find(isComplaint)
    ?.replace(/^\[\w+\] /, '')
    .trim();
  if (complaint !== undefined && /too short|inconsistent with stream length|remaining/i.test(complaint)) {
    return new MaskmendError('truncated-file', 'the JPEG 2000 file ends before its picture does', { cause });
  }
  const detail = complaint === undefined ? '' : ` (${complaint})`;
  return new MaskmendError('corrupt-file', `the JPEG 2000 file is damaged${detail}`, { cause });
}
