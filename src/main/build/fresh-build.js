import { existsSync, readFileSync } from 'node:fs';
import { buildPaths, sourceStamp } from './build-stamp.js';

/** Rebuilds the program where a checkout's sources changed since the last build. */
export async function ensureFreshBuild() {
  if (!isCheckout() || readStamp() === sourceStamp()) return;
  const { buildProgram } = await import('./build-program.js');
  await buildProgram();
}

// An installed package holds dist and the launcher, but no TypeScript.
function isCheckout() {
  return existsSync(new URL('src/main/cli.ts', buildPaths.root));
}

function readStamp() {
  return existsSync(buildPaths.stamp) ? readFileSync(buildPaths.stamp, 'utf8') : undefined;
}
