// Called by electron-builder when the program's files are together, before fuses and installers.
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Leaves one of sharp's builds: on Linux that in WebAssembly, since beside Electron's own GLib the native one crashes
 * (see src/main/codec/load-sharp.ts); elsewhere the native one.
 */
export default function afterPack({ appOutDir, electronPlatformName, packager }) {
  const images = join(packager.getResourcesDir(appOutDir), 'app/node_modules/@img');
  const unwanted = electronPlatformName === 'linux' ? /^sharp-(libvips-)?linux/ : /^sharp-wasm32$/;
  for (const name of readdirSync(images)) {
    if (unwanted.test(name)) rmSync(join(images, name), { recursive: true });
  }
}
