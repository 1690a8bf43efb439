import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
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

  it('to write into a checkout that has changed since it was built, it says so in one line', () => {
    const checkout = makeFolder();
    const root = fileURLToPath(new URL('../../', import.meta.url));
    for (const part of ['src/main', 'src/shared', 'package.json']) {
      cpSync(join(root, part), join(checkout, part), { recursive: true });
    }
    symlinkSync(join(root, 'node_modules'), join(checkout, 'node_modules'));
    chmodSync(checkout, 0o555);
    for (const script of ['maskmend.js', 'start.js']) {
      const launcher = join(checkout, 'src/main/launcher', script);
      const { status, stderr } = spawnSync(process.execPath, [launcher, 'serve'], { ...user, encoding: 'utf8' });
      expect(stderr).toMatch(/^maskmend has changed since it was built, and you have no permission to write .*\n$/);
      expect(status).toBe(69);
    }
    chmodSync(checkout, 0o755);
  });

  it('to write the project, the app says so in one line', async () => {
    const folder = makeFolder({ 'held/a.txt': new Uint8Array(1) });
    chmodSync(folder, 0o755);
    chmodSync(join(folder, 'held'), 0o555);
    const env = { ...process.env, MASKMEND_HOME: join(folder, 'held', 'home') };
    const serve = (project: string) => runCommand(['serve', project], { ...user, env });
    const made = await serve(join(folder, 'held', 'new.maskmend'));
    expect(made).toMatchObject({ code: 1, stdout: '' });
    expect(made.stderr).toMatch(/^maskmend: .*the project cannot be opened; its folder must exist and be writable\n$/);
    const wrong = await serve(join(folder, 'held'));
    expect(wrong.stderr).toMatch(/^maskmend: .*is a folder, not a project; name a .maskmend file.*\n$/);
    chmodSync(join(folder, 'held'), 0o755);
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
