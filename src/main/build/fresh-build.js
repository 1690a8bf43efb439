import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = new URL('../../../', import.meta.url);
const OUTPUT = new URL('dist/main/', ROOT);
const STAMP = new URL('dist/build-stamp.txt', ROOT);
const INPUTS = ['src/main', 'src/shared', 'package.json'];

/** URL of the folder of the built program, rebuilt first where a checkout's sources changed since the last build. */
export async function ensureFreshBuild() {
  if (isCheckout() && readStamp() !== sourceStamp()) {
    const { buildProgram } = await import('./build-program.js');
    await buildProgram();
  }
  return OUTPUT;
}

/** A digest over names, sizes and modification times of all sources of the program. */
export function sourceStamp() {
  const digest = createHash('sha256');
  for (const input of INPUTS) addToStamp(digest, fileURLToPath(new URL(input, ROOT)));
  return digest.digest('hex');
}

export const buildPaths = { root: ROOT, output: OUTPUT, stamp: STAMP };

// An installed package holds dist and the launcher, but no TypeScript.
function isCheckout() {
  return existsSync(new URL('src/main/cli.ts', ROOT));
}

function readStamp() {
  return existsSync(STAMP) ? readFileSync(STAMP, 'utf8') : undefined;
}

function addToStamp(digest, path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) {
    digest.update(`${path}|${stat.size}|${stat.mtimeMs}\n`);
    return;
  }
  for (const name of readdirSync(path).sort()) addToStamp(digest, join(path, name));
}
