import type sharpFunction from 'sharp';

/** Loaded only when a file asks for it: native code that a run over JPEG and PNG never needs. */
export async function loadSharp(): Promise<typeof sharpFunction> {
  const { default: sharp } = await (isWebAssembly() ? importWithoutNative() : import('sharp'));
  // Files are read side by side by workers: each takes one thread and keeps nothing.
  sharp.concurrency(1);
  sharp.cache(false);
  return sharp;
}

/**
 * MASKMEND_SHARP=wasm asks for the same library in WebAssembly: in Electron on Linux the native one clashes with the
 * system's GLib, which Electron has loaded, and ends the process with the first picture.
 */
function isWebAssembly(): boolean {
  return process.env['MASKMEND_SHARP'] === 'wasm';
}

/** The library takes its build in WebAssembly where there is none for this system. */
async function importWithoutNative(): Promise<{ readonly default: typeof sharpFunction }> {
  const { registerHooks } = await import('node:module');
  const hooks = registerHooks({
    resolve: (specifier, context, next) => {
      if (!/^@img\/sharp-(?!wasm32)/.test(specifier)) return next(specifier, context);
      throw Object.assign(new Error(`${specifier} is left out`), { code: 'MODULE_NOT_FOUND' });
    },
  });
  try {
    return await import('sharp');
  } finally {
    hooks.deregister();
  }
}
