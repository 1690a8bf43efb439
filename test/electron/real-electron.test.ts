import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron } from 'playwright-core';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../api/test-host.ts';

/** Electron's own binary, where it was fetched. */
function runtime(): string | undefined {
  const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  const note = join(folder, 'path.txt');
  const binary = existsSync(note) ? join(folder, 'dist', readFileSync(note, 'utf8')) : undefined;
  return binary !== undefined && existsSync(binary) ? binary : undefined;
}

const executablePath = runtime() ?? '';
if (executablePath === '') console.log('Electron itself is not tried: its runtime is not here (1 test)');

test.skipIf(executablePath === '')('the app starts in Electron itself, and opens the sample', async () => {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const folder = temporaryFolder();
  const app = await _electron.launch({
    executablePath,
    // A folder of its own: an app that is open already would be shown instead.
    args: [root, '--no-sandbox', `--user-data-dir=${join(folder, 'chromium')}`],
    env: { ...process.env, MASKMEND_HOME: join(folder, 'home') },
  });
  try {
    const window = await app.firstWindow();
    expect(window.url()).toBe('maskmend://app/');
    // The page asks at once: whoever answers has to be there before it.
    await window.getByRole('button', { name: /Open the sample project/ }).waitFor();
    const answer: unknown = await window.evaluate('window.maskmend.call("project.openSample", {})');
    expect(answer).toMatchObject({ ok: true, value: { name: 'Sample' } });
    expect(await window.evaluate('typeof require')).toBe('undefined');
  } finally {
    await app.close();
  }
});
