// Called by electron-builder when the program's files are together, before fuses and installers.
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const MAC_BUILDS = ['sharp-darwin-arm64', 'sharp-darwin-x64'];

/**
 * Leaves those of sharp's builds that the program runs: on Linux that in WebAssembly, since beside Electron's own GLib the
 * native one crashes (see src/main/codec/load-sharp.ts); elsewhere the native one. On macOS the program is one for both
 * processors, and npm installs the build of one: the other takes that in WebAssembly.
 */
export default function afterPack({ appOutDir, electronPlatformName, packager }) {
  const images = join(packager.getResourcesDir(appOutDir), 'app/node_modules/@img');
  const builds = readdirSync(images);
  const needsWebAssembly = electronPlatformName === 'darwin' && !MAC_BUILDS.every((name) => builds.includes(name));
  const unwanted =
    electronPlatformName === 'linux' ? /^sharp-(libvips-)?linux/ : needsWebAssembly ? undefined : /^sharp-wasm32$/;
  for (const name of builds.filter((each) => unwanted?.test(each))) {
    rmSync(join(images, name), { recursive: true });
  }
}
