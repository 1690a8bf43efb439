import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { asJpeg, colours, drawMask, drawPhoto, putFiles } from '../api/draw-masks.ts';
import { runCommand } from './run-command.ts';
import { temporaryFolder } from '../api/test-host.ts';

test('inspect makes the checks of an import, each with its own message', async () => {
  const folder = putFiles(temporaryFolder(), {
    'masks/a.png': drawMask([colours.tree]),
    'masks/b.jpg': drawMask([colours.roof]),
    'masks/c.png': drawMask([]),
    'photos/a.jpg': await drawPhoto(1, 64),
  });
  copyFileSync(join(folder, 'masks/a.png'), join(folder, 'masks/d.png'));
  const { stdout } = await runCommand(['inspect', folder, '--json']);
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { source?: string; problems?: { kind: string }[] });
  const found = Object.fromEntries(
    lines.flatMap(({ source, problems }) => (source ? [[source, problems?.map(({ kind }) => kind)]] : [])),
  );
  expect(found).toEqual({
    'masks/a.png': ['size-differs-from-photo'],
    'masks/b.jpg': ['extension-disagrees', 'no-photo'],
    'masks/c.png': ['no-photo', 'single-class'],
    'masks/d.png': ['no-photo', 'duplicate-bytes'],
    'photos/a.jpg': [],
  });
});

test('the table tells what only the files together show', async () => {
  const mask = drawMask([colours.tree]);
  const folder = putFiles(temporaryFolder(), { 'a.png': mask, 'b.png': mask });
  writeFileSync(join(folder, 'c.jpg'), await asJpeg(mask));
  const { stdout } = await runCommand(['inspect', folder]);
  expect(stdout).toContain('it is byte for byte a.png');
});
