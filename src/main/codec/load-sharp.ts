import { registerHooks } from 'node:module';
import type sharpFunction from 'sharp';

/** Loaded only when a file asks for it: native code that a run over JPEG and PNG never needs. */
export async function loadSharp(): Promise<typeof sharpFunction> {
  if ('electron' in process.versions && process.platform === 'linux') withholdNativeSharp();
  const { default: sharp } = await import('sharp');
  // Files are read side by side by workers: each takes one thread and keeps nothing.
  sharp.concurrency(1);
  sharp.cache(false);
  return sharp;
}

let isWithheld = false;

/**
 * Electron on Linux brings a GLib of its own, with which sharp's binary may crash
 * (https://sharp.pixelplumbing.com/install#electron-and-linux). Without that binary sharp takes its WebAssembly build,
 * which decodes to the same pixels at about half the speed.
 */
function withholdNativeSharp(): void {
  if (isWithheld) return;
  isWithheld = true;
  registerHooks({
    resolve: (specifier, context, nextResolve) => {
      if (specifier.startsWith('@img/sharp-linux')) throw new Error(`${specifier} is not for Electron`);
      return nextResolve(specifier, context);
    },
  });
}
