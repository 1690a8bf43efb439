import { createHook } from 'node:async_hooks';
import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { keepFileThreadsAwake } from '../../src/main/file-system.ts';

it('threads for files are asked for something again and again, and nobody waits for that', async () => {
  let asked = 0;
  const hook = createHook({ init: (_, type) => (asked += type === 'FSREQCALLBACK' ? 1 : 0) }).enable();
  const timer = keepFileThreadsAwake(5);
  await setTimeout(100);
  clearInterval(timer);
  hook.disable();
  expect(asked).toBeGreaterThan(2);
  expect(timer.hasRef()).toBe(false);
});
