import { expect, test } from 'vitest';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { MaskmendError } from '../../src/shared/errors.ts';
import { runFuzz } from './run-fuzz.ts';
import { targetOf, targets } from './targets.ts';

const SECONDS = 1;

test.each(['jpeg', 'png', 'pictures', 'zip', 'format-coco', 'project'])(
  'the reader of %s takes what strangers may have changed without failing, hanging or taking memory',
  async (target) => {
    const seed = Date.now() % 1_000_000;
    const { outcome, findings } = await runFuzz({ target, seconds: SECONDS, seed });
    expect(
      findings.map(({ kind, trace }) => `${kind} (seed ${seed}): ${trace}`),
      'npm run fuzz finds it again',
    ).toEqual([]);
    expect(outcome?.runs).toBeGreaterThan(0);
  },
);

test('what once was a finding is one no more', async () => {
  const names = readdirSync(join(import.meta.dirname, 'seeds')).filter((name) => name !== 'README.md');
  for (const name of names) {
    const target = targets.map((each) => each.name).find((each) => name.startsWith(`${each}-`));
    const { seeds, read } = targetOf(target ?? name);
    for (const seed of await seeds()) {
      try {
        await read(seed);
      } catch (error) {
        expect(error).toBeInstanceOf(MaskmendError);
        expect((error as MaskmendError).code).not.toBe('internal');
      }
    }
  }
});
