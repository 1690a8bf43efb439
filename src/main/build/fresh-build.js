import { existsSync, readFileSync } from 'node:fs';
import { buildPaths, rendererStamp, sourceStamp } from './build-stamp.js';

/** Rebuilds the program where a checkout's sources changed since the last build. */
export async function ensureFreshBuild() {
  if (!isCheckout() || readStamp(buildPaths.stamp) === sourceStamp()) return;
  const { buildProgram } = await import('./build-program.js');
  await buildProgram();
}

/** The same for the interface; apart, because most commands show none. */
export async function ensureFreshRenderer() {
  if (!isCheckout() || readStamp(buildPaths.rendererStamp) === rendererStamp()) return;
  const { buildRenderer } = await import('./build-renderer.js');
  await buildRenderer();
}

// An installed package holds dist and the launcher, but no TypeScript.
function isCheckout() {
  return existsSync(new URL('src/main/cli.ts', buildPaths.root));
}

function readStamp(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}
