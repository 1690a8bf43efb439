// eslint-disable-next-line @typescript-eslint/triple-slash-reference -- the package brings no types
/// <reference path="./codec-openjpeg-encoder.d.ts" />
import instantiate from '@cornerstonejs/codec-openjpeg/wasmjs';
import { uint32 } from './make-png.ts';

export interface Samples {
  readonly width: number;
  readonly height: number;
  readonly componentCount: number;
  readonly samples: Uint8Array | Uint16Array;
}

/** A codestream that holds the samples without loss. */
export async function makeCodestream({ width, height, componentCount, samples }: Samples): Promise<Uint8Array> {
  const silent = (): void => undefined;
  const { J2KEncoder } = await instantiate({ print: silent, printErr: silent });
  const encoder = new J2KEncoder();
  // More than one level fails on small pictures.
  encoder.setDecompositions(1);
  encoder.setQuality(true, 0);
  const bitsPerSample = 8 * samples.BYTES_PER_ELEMENT;
  const target = encoder.getDecodedBuffer({ width, height, bitsPerSample, componentCount, isSigned: false });
  target.set(new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength));
  encoder.encode();
  return Uint8Array.from(encoder.getEncodedBuffer());
}

/** The codestream in the boxes of a JP2 file, ITU-T T.800 annex I; further boxes go into its header. */
export function makeJp2(codestream: Uint8Array, headerBoxes: readonly Uint8Array[] = []): Uint8Array {
  const imageHeader = Buffer.concat([
    codestream.subarray(12, 16),
    codestream.subarray(8, 12),
    codestream.subarray(40, 42),
    Uint8Array.of(codestream[42], 7, 0, 0),
  ]);
  const isGrey = codestream[41] === 1;
  const colours = Uint8Array.of(1, 0, 0, 0, 0, 0, isGrey ? 17 : 16);
  return Buffer.concat([
    makeBox('jP  ', Buffer.from('\r\n\x87\n', 'latin1')),
    makeBox('ftyp', Buffer.from('jp2 \0\0\0\0jp2 ', 'latin1')),
    makeBox('jp2h', Buffer.concat([makeBox('ihdr', imageHeader), makeBox('colr', colours), ...headerBoxes])),
    makeBox('jp2c', codestream),
  ]);
}

export function makeBox(type: string, content: Uint8Array): Uint8Array {
  return Buffer.concat([uint32(content.length + 8), Buffer.from(type, 'latin1'), content]);
}
