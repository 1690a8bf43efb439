// Called by electron-builder when the program's files are together, before fuses and installers.
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Processors by electron-builder's numbers of them. */
const PROCESSORS = { 1: 'x64', 3: 'arm64' };

/** Leaves of the native modules' builds those that run on the system and the processors that the program is for. */
export default function afterPack({ appOutDir, arch, electronPlatformName: platform, packager }) {
  const modules = join(packager.getResourcesDir(appOutDir), 'app/node_modules');
  // One program for both processors of macOS, whose halves have to hold the same files.
  const processors = platform === 'darwin' ? ['arm64', 'x64'] : [PROCESSORS[arch]];
  const systems = processors.map((processor) => `${platform}-${processor}`);
  leave(join(modules, 'better-sqlite3/prebuilds'), (name) => systems.includes(name.replace('.node', '')));
  leave(join(modules, '@img'), sharpBuildsFor(platform, systems, readdirSync(join(modules, '@img'))));
}

/**
 * The native builds of sharp where npm has installed them for all of these systems; else that in WebAssembly. On Linux always
 * the latter, since beside Electron's own GLib the native one crashes (see src/main/codec/sharp/load-sharp.ts).
 */
function sharpBuildsFor(platform, systems, builds) {
  const isNative = platform !== 'linux' && systems.every((system) => builds.includes(`sharp-${system}`));
  const wanted = isNative ? systems.flatMap((each) => [`sharp-${each}`, `sharp-libvips-${each}`]) : ['sharp-wasm32'];
  return (name) => !name.startsWith('sharp-') || wanted.includes(name);
}

function leave(folder, isWanted) {
  for (const name of readdirSync(folder).filter((each) => !isWanted(each))) {
    rmSync(join(folder, name), { recursive: true });
  }
}
