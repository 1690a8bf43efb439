import { describe, expect, it } from 'vitest';
import type { Trial } from './measure-speed.ts';
import { runRounds } from './measure-speed.ts';
import { performanceReport } from './performance-report.ts';
import { type BenchResults, trialNames } from './run-bench.ts';
import { peakMemory, timeProcess } from './run-process.ts';
import { spreadOf } from './statistics.ts';

describe('the measurement of speed', () => {
  it('tells the middle of repeated measurements, of an even count the mean of both', () => {
    expect(spreadOf([3, 1, 2])).toEqual({ median: 2, least: 1, largest: 3 });
    expect(spreadOf([4, 1, 2, 3]).median).toBe(2.5);
  });

  it('turns the order of the trials from round to round', async () => {
    const order: string[] = [];
    const trial = (name: string): Trial => ({
      name,
      files: 1,
      run: () => Promise.resolve(order.push(name)),
    });
    const times = await runRounds([trial('a'), trial('b')], 2, () => undefined);
    expect(order).toEqual(['a', 'b', 'b', 'a']);
    expect(times.get('b')).toEqual([2, 3]);
  });

  it('fails with the words of a process that fails', async () => {
    const failing = { program: process.execPath, args: ['-e', 'console.error("no such mask"); process.exit(2)'] };
    await expect(timeProcess(failing)).rejects.toThrow(/ended with 2: no such mask/);
  });

  it.skipIf(process.platform !== 'linux')('sees the memory of child processes too', async () => {
    const filling = 'const held = Buffer.alloc(2e8, 1); setTimeout(() => held.length, 300)';
    const parent = `require('child_process').spawnSync(process.execPath, ['-e', ${JSON.stringify(filling)}])`;
    // Asynchronous, so that the parent's own children stay visible while it waits.
    expect(await peakMemory({ program: process.execPath, args: ['-e', parent] })).toBeGreaterThan(2e8);
  });
});

describe('the report on speed', () => {
  it('holds times per file against the goals and names peers that are missing', () => {
    const report = performanceReport(
      {
        masks: { files: [], paletteFile: '', palettePicture: '', classes: 5, origin: 'nothing' },
        count: 10,
        rounds: 1,
        home: '',
        onProgress: () => undefined,
      },
      made({
        repair: 3,
        repairTwice: 5,
        floor: 1,
        floorTwice: 2,
        imageMagick: 8,
        twoWorkers: 2.5,
        twoProcesses: 2.4,
        help: 0.1,
      }),
    );
    expect(report).toContain('| time per file over the floor: at most 2 | 3.00 times | no |');
    expect(report).toContain('| the same without start-up: at most 2 | 2.00 times | yes |');
    expect(report).toContain('| faster than ImageMagick: at least 5 times | 6.67 times | yes |');
    expect(report).toContain('| faster than NumPy: at least 20 times | not measured | - |');
    expect(report).toContain('| 2 workers, speed-up on two real cores: at least 1.7 | 2.00 times | yes |');
    expect(report).toContain(`not measured: ${trialNames.numpy}`);
  });
});

const fileCounts: Partial<Record<keyof typeof trialNames, number>> = {
  repair: 10,
  floor: 10,
  repairTwice: 20,
  floorTwice: 20,
  twoWorkers: 20,
  twoProcesses: 20,
  imageMagick: 4,
};

function made(seconds: Partial<Record<keyof typeof trialNames, number>>): BenchResults {
  // Object.entries forgets the keys of the literal.
  const entries = Object.entries(seconds) as [keyof typeof trialNames, number][];
  return {
    trials: entries.map(([key]) => ({
      name: trialNames[key],
      files: fileCounts[key] ?? 1,
      run: () => Promise.resolve(0),
    })),
    times: new Map(entries.map(([key, time]) => [trialNames[key], [time]])),
    missingPeers: [trialNames.numpy],
    memory: [3e8, undefined],
  };
}
