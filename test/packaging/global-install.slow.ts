import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'maskmend-global-'));
const command = join(folder, 'prefix/bin/maskmend');

function npm(...args: readonly string[]): void {
  const ran = spawnSync('npm', [...args, '--no-audit', '--no-fund', '--prefer-offline'], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(ran.status, ran.stdout + ran.stderr).toBe(0);
}

describe('the package, installed for all from its tarball', () => {
  beforeAll(() => {
    // Built before: the build's own tools are not part of the package.
    npm('pack', '--ignore-scripts', '--pack-destination', folder);
    const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '';
    npm('install', '--global', '--omit=dev', '--prefix', join(folder, 'prefix'), join(folder, tarball));
  }, 600_000);

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('repairs masks', () => {
    const sample = join(root, 'assets/sample/masks');
    const ran = spawnSync(command, ['repair', sample, '--out', join(folder, 'out')], { cwd: folder, encoding: 'utf8' });
    expect(ran.status, ran.stderr).toBe(0);
    expect(ran.stdout).toContain('6 files: 6 repaired');
  });

  it('serves the app without Electron', async () => {
    const env = { ...process.env, MASKMEND_HOME: join(folder, 'home') };
    const child = spawn(command, ['serve'], { cwd: folder, env, stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      const [line] = (await once(child.stdout, 'data')) as [Buffer];
      const url = /http\S+/.exec(line.toString())?.[0] ?? '';
      const entry = await fetch(url, { redirect: 'manual' });
      const cookie = entry.headers.get('set-cookie')?.split(';')[0] ?? '';
      const page = await fetch(new URL('/', url), { headers: { cookie } });
      expect(page.status).toBe(200);
      expect(await page.text()).toContain('<title>Maskmend');
    } finally {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
  });
});
