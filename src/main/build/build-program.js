import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { buildPaths, sourceStamp } from './fresh-build.js';

/** Entry points: the command line and every file that runs as a worker thread of its own. */
const ENTRIES = {
  cli: 'src/main/cli.ts',
  'mask-worker': 'src/main/workers/mask-worker.ts',
  'database-thread': 'src/main/db/database-thread.ts',
};

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
    // Packages stay outside: native ones cannot be bundled, the others load from node_modules as they were published.
    external: (id) => !id.startsWith('.') && !id.startsWith('/') && !/^[A-Za-z]:/.test(id),
    cwd: fileURLToPath(buildPaths.root),
  });
  await bundle.write({ dir: aside, format: 'esm', sourcemap: true, chunkFileNames: 'chunk-[name]-[hash].js' });
  await bundle.close();
  rmSync(output, { recursive: true, force: true });
  mkdirSync(fileURLToPath(new URL('dist/', buildPaths.root)), { recursive: true });
  renameSync(aside, output);
  writeFileSync(buildPaths.stamp, stamp);
}
