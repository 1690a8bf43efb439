import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = new URL('../../../', import.meta.url);
const INPUTS = ['src/main', 'src/shared', 'package.json'];

export const buildPaths = {
  root: ROOT,
  output: new URL('dist/main/', ROOT),
  stamp: new URL('dist/build-stamp.txt', ROOT),
};

/** A digest over names, sizes and modification times of all sources of the program. */
export function sourceStamp() {
  const digest = createHash('sha256');
  for (const input of INPUTS) addToStamp(digest, fileURLToPath(new URL(input, ROOT)));
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
