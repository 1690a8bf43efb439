import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { buildKernel } from './build-kernel.js';
import { buildPaths, sourceStamp } from './build-stamp.js';

/** Entry points: the command line, the desktop app and every file that runs as a thread or process of its own. */
const ENTRIES = {
  cli: 'src/main/cli.ts',
  index: 'src/main/index.ts',
  'mask-worker': 'src/main/workers/mask-worker.ts',
  'search-helper': 'src/main/workers/search-helper.ts',
  'dataset-worker': 'src/main/workers/dataset-worker.ts',
  'database-thread': 'src/main/db/database-thread.ts',
  'own-process-entry': 'src/main/jobs/own-process-entry.ts',
  // Of Piscina, which looks for it beside itself.
  worker: 'node_modules/piscina/dist/worker.js',
};

/** What is loaded later, but always together: in one file with all that it needs, as the start is. */
const LOADED_TOGETHER = { cli: ['repair', /(run-repair|held-project)\.ts$/] };

/** What a sandboxed page of Electron loads must be one CommonJS file. */
const PRELOAD = { source: 'src/main/electron/preload.ts', name: 'preload.cjs' };

/** Plain JavaScript that every start needs: bundled, because reading it file by file costs more than running it. */
const BUNDLED_PACKAGES = ['commander', 'piscina', 'zod'];

/** Bundles the program into dist/main; written aside and moved into place file by file, so that a start in between works. */
export async function buildProgram() {
  // First: what it writes is a source of the program.
  await buildKernel();
  const stamp = sourceStamp();
  const output = fileURLToPath(buildPaths.output);
  const aside = `${output.replace(/[\\/]$/, '')}-${process.pid}`;
  await Promise.all(Object.entries(ENTRIES).map(([name, file]) => buildEntry(aside, name, file)));
  await buildPreload(aside);
  // The package above holds ES modules.
  writeFileSync(join(aside, 'package.json'), '{ "type": "commonjs" }\n');
  replaceFiles(aside, output);
  writeFileSync(buildPaths.stamp, stamp);
}

// Apart from the other entries, and what it starts with in one file: a start from dozens of small ones, cut so that the
// entries could share them, takes twice as long. As CommonJS without comments and spaces: see docs/decisions/019.
async function buildEntry(folder, name, file) {
  const entry = fileURLToPath(new URL(file, buildPaths.root));
  const bundle = await rolldown({
    input: { [name]: entry },
    platform: 'node',
    external: isOutside,
    cwd: fileURLToPath(buildPaths.root),
  });
  await bundle.write({
    dir: folder,
    format: 'cjs',
    sourcemap: true,
    minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
    chunkFileNames: `chunk-${name}-[name]-[hash].js`,
    codeSplitting: { groups: chunksOf(name) },
  });
  await bundle.close();
}

function chunksOf(name) {
  const start = { name: 'start', tags: ['$initial'] };
  const later = LOADED_TOGETHER[name];
  return later === undefined ? [start] : [start, { name: later[0], test: later[1] }];
}

async function buildPreload(folder) {
  const bundle = await rolldown({
    input: fileURLToPath(new URL(PRELOAD.source, buildPaths.root)),
    platform: 'node',
    external: ['electron'],
    cwd: fileURLToPath(buildPaths.root),
  });
  await bundle.write({ file: join(folder, PRELOAD.name), format: 'cjs' });
  await bundle.close();
}

// Chunks carry a hash in their names: moved first, they disturb nobody; then the entries that name them; then old ones go.
function replaceFiles(from, to) {
  mkdirSync(to, { recursive: true });
  const names = readdirSync(from);
  const isEntry = (name) => Object.keys(ENTRIES).some((entry) => name === `${entry}.js`);
  const ordered = [...names.filter((name) => !isEntry(name)), ...names.filter(isEntry)];
  for (const name of ordered) renameSync(join(from, name), join(to, name));
  for (const name of readdirSync(to))
    if (!names.includes(name)) rmSync(join(to, name), { recursive: true, force: true });
  rmSync(from, { recursive: true, force: true });
}

// Other packages stay outside: native ones cannot be bundled, and those with files of their own would not find them.
function isOutside(id) {
  const isOurs = id.startsWith('.') || id.startsWith('/') || /^[A-Za-z]:/.test(id);
  return !isOurs && !BUNDLED_PACKAGES.some((name) => id === name || id.startsWith(`${name}/`));
}
