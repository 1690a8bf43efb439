import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rgbOf } from '../repair/drawn-mask.ts';
import type { EncodeJob, Encoder } from './encoder.ts';

/** ImageMagick takes the fast transform up to a quality of 90, and chooses the subsampling for itself. */
export function magickEncoder(): Encoder {
  const program = ['magick', 'convert'].find((name) => spawnSync(name, ['-version'], { stdio: 'ignore' }).status === 0);
  return {
    name: 'ImageMagick',
    isPresent: program !== undefined,
    dctOf: (quality) => (quality > 90 ? 'islow' : 'ifast'),
    encode: (jobs) => Promise.resolve(encodeInFolder(program ?? '', jobs)),
  };
}

/** All pictures by one process: its start takes longer than a picture. */
function encodeInFolder(program: string, jobs: readonly EncodeJob[]): Uint8Array[] {
  const folder = mkdtempSync(join(tmpdir(), 'maskmend-magick-'));
  try {
    const args = jobs.flatMap(({ mask, quality }, index) => {
      const header = Buffer.from(`P6 ${mask.width} ${mask.height} 255\n`);
      writeFileSync(join(folder, `${index}.ppm`), Buffer.concat([header, rgbOf(mask)]));
      return ['(', `${index}.ppm`, '-quality', String(quality), '-write', `${index}.jpg`, '+delete', ')'];
    });
    execFileSync(program, [...args, 'xc:', 'null:'], { cwd: folder, stdio: 'pipe' });
    return jobs.map((_, index) => readFileSync(join(folder, `${index}.jpg`)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
