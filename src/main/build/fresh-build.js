import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildPaths, rendererStamp, sourceStamp } from './build-stamp.js';

/** What the code of an error says where a checkout that has changed may not be written by this user. */
const NOT_WRITABLE = 'ERR_CHECKOUT_NOT_WRITABLE';
const REFUSALS = ['EACCES', 'EPERM', 'EROFS'];

/** Rebuilds the program where a checkout's sources changed since the last build. Throws NOT_WRITABLE. */
export async function ensureFreshBuild() {
  if (!isCheckout() || readStamp(buildPaths.stamp) === sourceStamp()) return;
  await buildInto(async () => (await import('./build-program.js')).buildProgram());
}

/** The same for the interface; apart, because most commands show none. */
export async function ensureFreshRenderer() {
  if (!isCheckout() || readStamp(buildPaths.rendererStamp) === rendererStamp()) return;
  await buildInto(async () => (await import('./build-renderer.js')).buildRenderer());
}

async function buildInto(build) {
  const root = fileURLToPath(buildPaths.root);
  try {
    // Asked beforehand: of the bundler's own refusal only its words tell what it is.
    const dist = new URL('dist/', buildPaths.root);
    accessSync(existsSync(dist) ? dist : root, constants.W_OK);
    await build();
  } catch (error) {
    if (!REFUSALS.includes(error?.code)) throw error;
    throw Object.assign(new Error(root, { cause: error }), { code: NOT_WRITABLE });
  }
}

// An installed package holds dist and the launcher, but no TypeScript.
function isCheckout() {
  return existsSync(new URL('src/main/cli.ts', buildPaths.root));
}

function readStamp(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}
