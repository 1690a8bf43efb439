import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { buildPaths, sourceStamp } from './build-stamp.js';

/** Entry points: the command line and every file that runs as a worker thread of its own. */
const ENTRIES = {
  cli: 'src/main/cli.ts',
  'mask-worker': 'src/main/workers/mask-worker.ts',
  'database-thread': 'src/main/db/database-thread.ts',
};

/** Plain JavaScript that every start needs: bundled, because reading it file by file costs more than running it. */
const BUNDLED_PACKAGES = ['commander', 'zod'];

/** Bundles the program into dist/main; written aside and moved into place, so that no reader sees half a build. */
export async function buildProgram() {
  const stamp = sourceStamp();
  const output = fileURLToPath(buildPaths.output);
  const aside = `${output.replace(/[\\/]$/, '')}-${process.pid}`;
  const bundle = await rolldown({
    input: Object.fromEntries(
      Object.entries(ENTRIES).map(([name, file]) => [name, fileURLToPath(new URL(file, buildPaths.root))]),
    ),
    platform: 'node',
    external: isOutside,
    cwd: fileURLToPath(buildPaths.root),
  });
  await bundle.write({ dir: aside, format: 'esm', sourcemap: true, chunkFileNames: 'chunk-[name]-[hash].js' });
  await bundle.close();
  rmSync(output, { recursive: true, force: true });
  mkdirSync(fileURLToPath(new URL('dist/', buildPaths.root)), { recursive: true });
  renameSync(aside, output);
  writeFileSync(buildPaths.stamp, stamp);
}

// Other packages stay outside: native ones cannot be bundled, and those with files of their own would not find them.
function isOutside(id) {
  const isOurs = id.startsWith('.') || id.startsWith('/') || /^[A-Za-z]:/.test(id);
  return !isOurs && !BUNDLED_PACKAGES.some((name) => id === name || id.startsWith(`${name}/`));
}
