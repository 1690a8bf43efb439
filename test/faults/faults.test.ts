import { expect, test } from 'vitest';
import { runFaults } from './run-faults.ts';

const KILLS = 20;

test('killed at any moment, the program loses nothing that was done, and ends with the same result', async () => {
  const seed = Number(process.env['MASKMEND_FAULT_SEED'] ?? Date.now() % 1_000_000);
  const told: string[] = [];
  console.log(`faults: ${KILLS} kills of seed ${seed}; again with MASKMEND_FAULT_SEED=${seed}`);
  await runFaults({ kills: KILLS, seed, tell: (line) => told.push(line) }).catch((error: unknown) => {
    throw new Error(`seed ${seed}, after: ${told.at(-1) ?? 'no kill'}: ${String(error)}`, { cause: error });
  });
  expect(told).toHaveLength(KILLS);
}, 180_000);
