import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { liveUndisturbed, liveWithKills } from './app-life.ts';
import { migrateWithKills, repairWithKills } from './command-life.ts';
import { seededRandom } from './seeded-random.ts';
import { makeHome, makeMasks } from './workplace.ts';

export interface FaultRun {
  readonly kills: number;
  readonly seed: number;
  readonly tell: (line: string) => void;
}

/** Of all kills, those of the command line and of migrations: a sixth each. */
const SHARE = 1 / 6;

/** Kills the program `kills` times over; throws at the first thing that is not as it should be. */
export async function runFaults({ kills, seed, tell }: FaultRun): Promise<void> {
  const random = seededRandom(seed);
  const folder = mkdtempSync(join(tmpdir(), 'maskmend-faults-'));
  try {
    const data = await makeMasks(join(folder, 'data'));
    const share = Math.max(1, Math.floor(kills * SHARE));
    await repairWithKills(data, { folder: makeHome(folder, 'command'), random, kills: share, tell });
    await migrateWithKills({ folder: makeHome(folder, 'migration'), random, kills: share, tell });
    const whole = await liveUndisturbed({ data, folder: makeHome(folder, 'whole') });
    let left = kills - 2 * share;
    for (let life = 1; left > 0; life++) {
      const home = makeHome(folder, `life-${String(life)}`);
      left -= await liveWithKills({ data, folder: home, whole, random, kills: left, tell });
      rmSync(home, { recursive: true });
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
