import { spawnSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LAUNCHER, olderNode } from './run-command.ts';
import { makeFolder } from './temporary-folder.ts';

function copyLauncher(): string {
  const folder = makeFolder({ 'package.json': '{"type":"module"}' });
  cpSync(dirname(LAUNCHER), join(folder, 'src/main/launcher'), { recursive: true });
  return join(folder, 'src/main/launcher/maskmend.js');
}

describe('the launcher', () => {
  it('says in one line that the installation is incomplete', () => {
    const { status, stderr } = spawnSync(process.execPath, [copyLauncher(), '--help'], { encoding: 'utf8' });
    expect(status).toBe(69);
    expect(stderr).toMatch(/^maskmend is not completely installed: .*\n$/);
  });

  it('says so too where a package is missing that only some commands need', () => {
    const launcher = copyLauncher();
    const root = join(dirname(launcher), '../../..');
    cpSync(join(dirname(LAUNCHER), '../../../dist'), join(root, 'dist'), { recursive: true });
    const run = (...args: string[]) => spawnSync(process.execPath, [launcher, ...args], { encoding: 'utf8' });
    expect(run('--version')).toMatchObject({ status: 0, stderr: '' });
    const { status, stderr } = run('repair', root, '--out', join(root, 'out'));
    expect(stderr).toMatch(/^maskmend is not completely installed: .*better-sqlite3.*\n$/);
    expect(status).toBe(69);
  });

  const oldNode = olderNode();
  it.skipIf(oldNode === undefined)('says in one line that Node is too old where no other is at hand', () => {
    const { status, stderr } = spawnSync(oldNode ?? '', [copyLauncher(), '--help'], { encoding: 'utf8' });
    expect(status).toBe(69);
    expect(stderr).toMatch(/^maskmend needs Node 24 or newer; .*\n$/);
  });
});
