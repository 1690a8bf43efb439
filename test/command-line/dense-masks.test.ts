import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { COLOURS, drawScene, toJpeg } from './draw-masks.ts';
import { runCommand } from './run-command.ts';
import { makeFolder } from './temporary-folder.ts';

/** Crooked stripes of four classes, a few pixels wide: hardly an MCU is flat. */
async function drawDenseMask(): Promise<Uint8Array> {
  const [width, height] = [160, 128];
  const classAt = (x: number, y: number) => Math.floor((x + 7 * Math.sin(y / 9)) / 6 + Math.sin(x / 11) * 2 + 8) % 4;
  const samples = Uint8Array.from({ length: 3 * width * height }, (_, i) => {
    const at = Math.floor(i / 3);
    return COLOURS[classAt(at % width, Math.floor(at / width))][i % 3];
  });
  return sharp(samples, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 75 })
    .toBuffer();
}

it('a mask that shows too little flat area to tell its classes by is repaired with those of the others', async () => {
  const folder = makeFolder({ 'masks/dense.jpg': await drawDenseMask(), 'masks/plain.jpg': await toJpeg(drawScene()) });
  const out = join(folder, 'out');
  const { stdout, code } = await runCommand(['repair', join(folder, 'masks'), '--out', out]);
  expect(code).toBe(0);
  expect(stdout).toContain('2 files: 2 repaired');
  const report = JSON.parse(readFileSync(join(out, 'maskmend-report.json'), 'utf8')) as {
    files: { source: string; status: string; verdict: string }[];
  };
  expect(report.files).toMatchObject([
    { source: 'dense.jpg', status: 'repaired', verdict: 'jpeg-once' },
    { status: 'repaired' },
  ]);
});
