import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCommand } from './run-command.ts';
import { makeFolder } from './temporary-folder.ts';

describe('what a repair starts before it knows its masks', () => {
  it('ends and leaves nothing behind where there turns out to be nothing to do', async () => {
    const home = makeFolder();
    const temporary = join(home, 'temporary');
    mkdirSync(temporary);
    const options = { env: { ...process.env, TMPDIR: temporary } };
    const out = join(home, 'out');
    const masks = join(home, 'masks');
    mkdirSync(masks);
    writeFileSync(join(masks, 'mask.png'), '');
    const failing = [
      [join(home, 'missing')],
      [masks, '--palette', join(home, 'no-palette.txt')],
      [masks, '--out', masks],
    ];
    for (const args of failing) {
      const { code, stderr } = await runCommand(['repair', '--out', out, ...args], options);
      expect([1, 64]).toContain(code);
      expect(stderr).toMatch(/^maskmend: /m);
    }
    expect(readdirSync(temporary).filter((name) => name.startsWith('maskmend-'))).toEqual([]);
    expect(readdirSync(home).sort()).toEqual(['masks', 'temporary']);
  });
});
