import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { runCommand } from './run-command.ts';
import { makeFolder } from './temporary-folder.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const README = join(ROOT, 'README.md');
const BLOCK = /(?<=<!-- output of the sample:.*\n\n```text\n)[^`]*(?=```\n\n<!-- end of the output)/;
const DURATION = /(?<=^\d+ files: .*; )[\d.]+ m?s$/m;

it('the README shows what the command prints on the sample', async () => {
  const readme = readFileSync(README, 'utf8');
  const out = join(makeFolder(), 'cleaned');
  // With one worker the files come in their order.
  const args = ['repair', 'assets/sample/masks', '--out', out, '--workers', '1'];
  const { code, stdout } = await runCommand(args, { cwd: ROOT });
  expect(code).toBe(0);
  const shownDuration = DURATION.exec(BLOCK.exec(readme)?.[0] ?? '')?.[0];
  const printed = stdout.replaceAll(out, 'cleaned').replace(DURATION, (duration) => shownDuration ?? duration);
  await expect(readme.replace(BLOCK, () => printed)).toMatchFileSnapshot(README);
});
