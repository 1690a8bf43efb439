import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { drawScene, LABEL_MAP, toPng } from './draw-masks.ts';
import { LAUNCHER, runCommand } from './run-command.ts';
import { makeFolder } from './temporary-folder.ts';

const NOBODY = 65_534;

/** How to run the command as a user whom permissions bind; undefined where that cannot be done here. */
function boundUser(): { readonly uid?: number; readonly gid?: number } | undefined {
  if (process.platform === 'win32') return undefined;
  if (process.getuid?.() !== 0) return {};
  const nobody = { uid: NOBODY, gid: NOBODY };
  return spawnSync(process.execPath, [LAUNCHER, '--version'], nobody).status === 0 ? nobody : undefined;
}

const user = boundUser();
console.log(
  user === undefined
    ? 'skipped: permissions bind no user here who can read the program'
    : `permissions are tested ${user.uid === undefined ? 'as the present user' : 'as nobody, in place of root'}`,
);

describe.skipIf(user === undefined)('without permission', () => {
  const png = toPng(drawScene());

  it('to read a mask or a folder the others are repaired', async () => {
    const folder = makeFolder({
      'masks/a.png': png,
      'masks/secret.png': png,
      'masks/deep/b.png': png,
      'labelmap.txt': LABEL_MAP,
    });
    mkdirSync(join(folder, 'out'));
    chmodSync(folder, 0o755);
    chmodSync(join(folder, 'out'), 0o777);
    chmodSync(join(folder, 'masks/secret.png'), 0o000);
    chmodSync(join(folder, 'masks/deep'), 0o000);
    const args = [
      'repair',
      join(folder, 'masks'),
      '--out',
      join(folder, 'out'),
      '--palette',
      join(folder, 'labelmap.txt'),
    ];
    const { code, stdout } = await runCommand(args, { ...user });
    chmodSync(join(folder, 'masks/deep'), 0o755);
    expect(code).toBe(2);
    expect(stdout).toMatch(/secret\.png: failed: this user may not read it/);
    expect(stdout).toMatch(/deep: failed: this user may not read it/);
    expect(stdout).toContain('3 files: 1 repaired, 2 failed');
  });

  it('to write the results nothing is done, in plain words', async () => {
    const folder = makeFolder({ 'masks/a.png': png, 'labelmap.txt': LABEL_MAP });
    chmodSync(folder, 0o555);
    const args = [
      'repair',
      join(folder, 'masks'),
      '--out',
      join(folder, 'out'),
      '--palette',
      join(folder, 'labelmap.txt'),
    ];
    const { code, stderr } = await runCommand(args, { ...user });
    chmodSync(folder, 0o755);
    expect(code).toBe(1);
    expect(stderr).toBe(
      `maskmend: ${join(folder, 'out')}: you have no permission to write here; choose another folder\n`,
    );
  });
});
