import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { drawScene, LABEL_MAP, toPng } from './draw-masks.ts';
import { runCommand } from './run-command.ts';
import { makeFolder } from './temporary-folder.ts';

/** A disk of 32 KiB at `folder`/disk; undefined where this user may mount none. */
function mountSmallDisk(folder: string): string | undefined {
  const disk = join(folder, 'disk');
  mkdirSync(disk);
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=32k', 'none', disk]).status !== 0) return undefined;
  onTestFinished(() => {
    spawnSync('umount', [disk]);
  });
  return disk;
}

describe('a disk that is full', () => {
  const mask = toPng(drawScene(600, 500));

  it('fails the masks it has no room for, and leaves no half of one', async () => {
    const masks = Object.fromEntries(Array.from({ length: 12 }, (_, place) => [`masks/${place}.png`, mask]));
    const folder = makeFolder({ ...masks, 'labelmap.txt': LABEL_MAP });
    const disk = mountSmallDisk(folder);
    console.log(
      disk === undefined
        ? 'full disk: no small disk may be mounted, a fault is injected'
        : 'full disk: a tmpfs of 32 KiB',
    );
    const out = join(disk ?? folder, 'out');
    const args = ['repair', join(folder, 'masks'), '--out', out, '--palette', join(folder, 'labelmap.txt')];
    const env = { ...process.env, ...(disk === undefined && { MASKMEND_WRITE_FAULT: 'ENOSPC' }) };
    const { code, stdout, stderr } = await runCommand(args, { env });
    expect(stdout + stderr).toContain('the disk is full; free some space or choose another folder');
    expect(code).toBe(disk === undefined ? 1 : 2);
    // What could not be written is not named as if it had been.
    expect(stdout.includes('report and classes are not whole')).toBe(/maskmend: .*(?:report|labelmap)/.test(stderr));
    if (disk === undefined) rmSync(out, { recursive: true, force: true });
    else expect(readdirSync(out).filter((name) => name.endsWith('.part'))).toEqual([]);
  });
});
