import { registerHooks } from 'node:module';
import type * as readJpegModule from '../../src/shared/jpeg/read-jpeg.ts';

const url = new URL('../../src/shared/jpeg/read-jpeg.ts?plain', import.meta.url).href;

// The reader once more, with no kernel to ask: what it asks for is answered as where the kernel gives up.
const hooks = registerHooks({
  resolve: (specifier, context, next) => {
    const isAsked = context.parentURL === url && specifier.endsWith('/decode-scan.ts');
    if (!isAsked) return next(specifier, context);
    return { url: 'data:text/javascript,export function decodeScanByKernel() {}', shortCircuit: true };
  },
});
const { readJpeg } = (await import(url)) as typeof readJpegModule;
hooks.deregister();

/** `readJpeg` with every scan decoded in TypeScript. */
export const plainReadJpeg = readJpeg;
