import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { below, type Mutator, mutateBytes, pick, type Random } from './mutate-bytes.ts';
import { mutateJpeg } from './mutate-jpeg.ts';
import { mutatePng } from './mutate-png.ts';
import { mutateText } from './mutate-text.ts';

const bundleSchema = z.object({ format: z.string(), files: z.record(z.string(), z.string()) });

/** A folder of files as one input: of a format, each file by its name and in base64. */
export type Bundle = z.infer<typeof bundleSchema>;

export function pack(format: string, files: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  const coded = Object.entries(files).map(([name, bytes]) => [name, Buffer.from(bytes).toString('base64')]);
  return Buffer.from(JSON.stringify({ format, files: Object.fromEntries(coded) }));
}

export function packFolder(format: string, folder: string): Uint8Array {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name));
  return pack(format, Object.fromEntries(paths.map((path) => [path.slice(folder.length + 1), readFileSync(path)])));
}

/** Makes the folder anew. */
export function unpack(input: Uint8Array, folder: string): string {
  const { format, files } = bundleSchema.parse(JSON.parse(Buffer.from(input).toString()));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), Buffer.from(text, 'base64'));
  }
  return format;
}

/** Changes one file in its own form; now and then drops one. */
export const mutateBundle: Mutator = (input, random) => {
  const { format, files } = bundleSchema.parse(JSON.parse(Buffer.from(input).toString()));
  const names = Object.keys(files);
  if (names.length === 0) return input;
  const name = pick(random, names);
  if (random() < 0.05) return pack(format, decode({ ...files, [name]: undefined }));
  const bytes = Buffer.from(files[name], 'base64');
  return pack(format, { ...decode(files), [name]: mutatorOf(name, random)(bytes, random) });
};

function decode(files: Readonly<Record<string, string | undefined>>): Record<string, Uint8Array> {
  const entries = Object.entries(files).flatMap(([name, text]) => {
    return text === undefined ? [] : [[name, Buffer.from(text, 'base64')] as const];
  });
  return Object.fromEntries(entries);
}

function mutatorOf(name: string, random: Random): Mutator {
  if (/\.png$/i.test(name)) return mutatePng;
  if (/\.jpe?g$/i.test(name)) return mutateJpeg;
  if (/\.(json|xml|ya?ml|csv|txt|jsonl|md)$/i.test(name) || below(random, 2) === 0) return mutateText;
  return mutateBytes;
}
