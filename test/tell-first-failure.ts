// Tests are tried twice; one that needed it says why, or nobody would ever know.
import { beforeEach } from 'vitest';

beforeEach(({ onTestFailed }) => {
  onTestFailed(({ task }) => {
    const error = task.result?.errors?.at(-1);
    process.stderr.write(`did not hold: ${task.name}\n${error?.stack ?? error?.message ?? 'no reason is known'}\n`);
  });
});
