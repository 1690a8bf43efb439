import { readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = new URL('../../../', import.meta.url);
const PROGRAM_INPUTS = ['src/main', 'src/shared'];
const RENDERER_INPUTS = ['src/renderer', 'src/shared', 'assets/icons', 'src/main/build'];

export const buildPaths = {
  root: ROOT,
  output: new URL('dist/main/', ROOT),
  stamp: new URL('dist/build-stamp.txt', ROOT),
  rendererOutput: new URL('dist/renderer/', ROOT),
  rendererStamp: new URL('dist/renderer-stamp.txt', ROOT),
};

/** Names, sizes and modification times of all sources of the program. */
export function sourceStamp() {
  return stampOf(PROGRAM_INPUTS);
}

/** The same of all sources of the interface. */
export function rendererStamp() {
  return stampOf(RENDERER_INPUTS);
}

// Every start of the program makes one: a list is made and compared sooner than a digest, whose library loads first.
function stampOf(inputs) {
  const root = fileURLToPath(ROOT);
  const lines = [];
  addFile(lines, root, 'package.json');
  for (const input of inputs) addFolder(lines, root, input);
  return lines.join('\n');
}

function addFolder(lines, root, folder) {
  const entries = readdirSync(root + folder, { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) addFolder(lines, root, path);
    else addFile(lines, root, path);
  }
}

function addFile(lines, root, path) {
  const { size, mtimeMs } = statSync(root + path);
  lines.push(`${path}|${size}|${mtimeMs}`);
}
