import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { buildPaths, rendererStamp } from './build-stamp.js';

const SOURCES = fileURLToPath(new URL('src/renderer/', buildPaths.root));
const SHELL = 'index.html';

/**
 * Bundles the interface into dist/renderer: static files with their digest in the name, and index.html. Nothing is
 * inlined, so that a content security policy without `unsafe-inline` and without `data:` scripts can be served with it.
 */
export async function buildRenderer() {
  const stamp = rendererStamp();
  const output = fileURLToPath(buildPaths.rendererOutput);
  const aside = `${output.replace(/[\\/]$/, '')}-${process.pid}`;
  // Whatever started the build, a test too: libraries come as they are shipped, not with their own checks, which take
  // half of the time that a page has.
  const { NODE_ENV: before } = process.env;
  process.env.NODE_ENV = 'production';
  await build({
    root: SOURCES,
    mode: 'production',
    configFile: false,
    logLevel: 'warn',
    // Relative: the same files are served by the loopback host and by the private scheme of the desktop app.
    base: './',
    publicDir: fileURLToPath(new URL('assets/icons/', buildPaths.root)),
    build: {
      outDir: aside,
      emptyOutDir: true,
      target: ['chrome138', 'firefox140', 'safari26'],
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      // One file: it comes from this computer, and a second trip costs more than reading it whole.
      chunkSizeWarningLimit: 2000,
      rolldownOptions: { onwarn: warnOfFaults },
    },
  });
  if (before === undefined) delete process.env.NODE_ENV;
  else process.env.NODE_ENV = before;
  replaceRenderer(aside, output);
  writeFileSync(buildPaths.rendererStamp, stamp);
}

// The packages' marks for servers that render React mean nothing here.
function warnOfFaults(warning, warn) {
  if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning);
}

// Files with a digest first, the page that names them last; then what nobody names any longer goes.
function replaceRenderer(from, to) {
  mkdirSync(join(to, 'assets'), { recursive: true });
  const assets = readdirSync(join(from, 'assets'));
  for (const name of assets) renameSync(join(from, 'assets', name), join(to, 'assets', name));
  const names = readdirSync(from).filter((name) => name !== 'assets' && name !== SHELL);
  for (const name of [...names, SHELL]) renameSync(join(from, name), join(to, name));
  for (const name of readdirSync(join(to, 'assets'))) {
    if (!assets.includes(name)) rmSync(join(to, 'assets', name), { force: true });
  }
  rmSync(from, { recursive: true, force: true });
}
