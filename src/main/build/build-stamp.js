import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = new URL('../../../', import.meta.url);
const PROGRAM_INPUTS = ['src/main', 'src/shared', 'package.json'];
const RENDERER_INPUTS = ['src/renderer', 'src/shared', 'assets/icons', 'src/main/build', 'package.json'];

export const buildPaths = {
  root: ROOT,
  output: new URL('dist/main/', ROOT),
  stamp: new URL('dist/build-stamp.txt', ROOT),
  rendererOutput: new URL('dist/renderer/', ROOT),
  rendererStamp: new URL('dist/renderer-stamp.txt', ROOT),
};

/** A digest over names, sizes and modification times of all sources of the program. */
export function sourceStamp() {
  return stampOf(PROGRAM_INPUTS);
}

/** The same of all sources of the interface. */
export function rendererStamp() {
  return stampOf(RENDERER_INPUTS);
}

function stampOf(inputs) {
  const digest = createHash('sha256');
  for (const input of inputs) addToStamp(digest, fileURLToPath(new URL(input, ROOT)));
  return digest.digest('hex');
}

function addToStamp(digest, path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) {
    digest.update(`${path}|${stat.size}|${stat.mtimeMs}\n`);
    return;
  }
  for (const name of readdirSync(path).sort()) addToStamp(digest, join(path, name));
}
