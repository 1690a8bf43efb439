import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const loader = new URL('../../src/main/codec/load-sharp.ts', import.meta.url).href;

/** What sharp makes of a small picture in a process that is, or is not, Electron by its versions; its WebAssembly or not. */
function decodeIn(isElectron: boolean): { readonly pixels: string; readonly isWebAssembly: boolean } {
  const script = `
    if (${String(isElectron)}) Object.defineProperty(process.versions, 'electron', { value: '45.0.0' });
    const { loadSharp } = await import(${JSON.stringify(loader)});
    const sharp = await loadSharp();
    const tiff = await sharp(Buffer.from(Array.from({ length: 192 }, (_, at) => (at * 37) % 256)), {
      raw: { width: 8, height: 8, channels: 3 },
    }).tiff({ compression: 'lzw' }).toBuffer();
    const pixels = (await sharp(tiff).raw().toBuffer()).toString('hex');
    const { createRequire } = await import('node:module');
    const isWebAssembly = Object.keys(createRequire(import.meta.url).cache).some((file) => file.includes('sharp-wasm32'));
    process.stdout.write(JSON.stringify({ pixels, isWebAssembly }));
    process.exit(0);`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: fileURLToPath(new URL('../../', import.meta.url)),
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  return JSON.parse(stdout) as ReturnType<typeof decodeIn>;
}

test.runIf(process.platform === 'linux')(
  'inside Electron on Linux pictures are decoded by WebAssembly, to the same pixels',
  () => {
    const [native, inElectron] = [decodeIn(false), decodeIn(true)];
    expect([native.isWebAssembly, inElectron.isWebAssembly]).toEqual([false, true]);
    expect(inElectron.pixels).toBe(native.pixels);
  },
);
