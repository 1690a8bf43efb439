import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../api/test-host.ts';

const script = fileURLToPath(new URL('decode-pictures.ts', import.meta.url));

test('the library in WebAssembly decodes and draws what the native one does', async () => {
  const folder = temporaryFolder();
  const pixels = Uint8Array.from({ length: 3 * 60 * 44 }, (_, at) => (at * at) % 251);
  const picture = sharp(pixels, { raw: { width: 60, height: 44, channels: 3 } }).withMetadata({ orientation: 6 });
  const made = {
    'a.webp': picture.clone().webp({ lossless: true }),
    'b.webp': picture.clone().webp({ quality: 70 }),
    'c.tif': picture.clone().tiff({ compression: 'lzw' }),
    'd.gif': picture.clone().gif(),
    'e.avif': picture.clone().avif({ quality: 60 }),
    'f.jpg': picture.clone().jpeg({ quality: 80 }),
    'g.png': picture.clone().png(),
  };
  for (const [name, image] of Object.entries(made)) writeFileSync(join(folder, name), await image.toBuffer());
  const paths = Object.keys(made).map((name) => join(folder, name));
  const [native, wasm] = ['', 'wasm'].map((kind) => {
    const env = { ...process.env, MASKMEND_SHARP: kind, TMPDIR: folder };
    const ran = spawnSync(process.execPath, [script, ...paths], { env, encoding: 'utf8' });
    expect(ran.status, ran.stderr).toBe(0);
    return JSON.parse(ran.stdout) as { told: unknown; isNative: boolean };
  });
  expect(native.isNative).toBe(true);
  expect(wasm.isNative).toBe(false);
  expect(wasm.told).toEqual(native.told);
});
