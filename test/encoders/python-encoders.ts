import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { findPython } from '../find-python.ts';
import { rgbOf } from '../repair/drawn-mask.ts';
import type { EncodeJob, Encoder } from './encoder.ts';

const SCRIPT = fileURLToPath(new URL('encode.py', import.meta.url));
const MODULES = { Pillow: 'PIL', OpenCV: 'cv2' } as const;

type Library = keyof typeof MODULES;

/** A Python library as encoder, by the first Python that has it. */
export function pythonEncoder(library: Library, isProgressive: boolean): Encoder {
  const python = findPython(MODULES[library]);
  return {
    name: isProgressive ? `${library}, progressive` : library,
    isPresent: python !== undefined,
    dctOf: () => 'islow',
    encode: (jobs) => Promise.resolve(encode(python ?? 'python3', { library, isProgressive, jobs })),
  };
}

interface Request {
  readonly library: Library;
  readonly isProgressive: boolean;
  readonly jobs: readonly EncodeJob[];
}

function encode(python: string, { library, isProgressive, jobs }: Request): Uint8Array[] {
  const described = jobs.map(({ mask, quality, subsampling }) => ({
    width: mask.width,
    height: mask.height,
    quality,
    subsampling,
    isProgressive,
  }));
  const request = Buffer.from(`${JSON.stringify({ library, jobs: described })}\n`);
  const input = Buffer.concat([request, ...jobs.map(({ mask }) => rgbOf(mask))]);
  const output = execFileSync(python, [SCRIPT], { input, maxBuffer: 2 ** 28 });
  const files: Uint8Array[] = [];
  for (let at = 0; at < output.length;) {
    const end = at + 4 + output.readUInt32BE(at);
    files.push(output.subarray(at + 4, end));
    at = end;
  }
  return files;
}
