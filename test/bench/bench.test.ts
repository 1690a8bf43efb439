import { describe, expect, it } from 'vitest';
import type { TruthMask } from '../accuracy/truth-mask.ts';
import type { Trial } from './measure-speed.ts';
import { runRounds } from './measure-speed.ts';
import { performanceReport } from './performance-report.ts';
import { type BenchResults, trialNames } from './run-bench.ts';
import { type SearchTrial, searchTrials } from './run-search-bench.ts';
import { peakMemory, timeProcess } from './run-process.ts';
import { cropToMegapixels, enlargeToMegapixels, MASK_HEIGHT, MASK_WIDTH, tileToMegapixels } from './resize-mask.ts';
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

describe('the masks of the measurement', () => {
  const maskOf = (width: number, height: number): TruthMask => ({
    dataset: 'drawn',
    name: `${width} x ${height}`,
    width,
    height,
    labels: Uint8Array.from(
      { length: width * height },
      (_, pixel) => ((pixel % width) + Math.floor(pixel / width)) % 251,
    ),
    colours: [],
  });

  it('are the middle of what is larger than 2 megapixels', () => {
    const mask = cropToMegapixels(maskOf(MASK_WIDTH + 20, MASK_HEIGHT + 6));
    expect([mask.width, mask.height]).toEqual([MASK_WIDTH, MASK_HEIGHT]);
    expect(mask.labels[0]).toBe(10 + 3);
    expect(mask.labels[MASK_WIDTH * 2 + 5]).toBe(15 + 5);
  });

  it('are what is smaller, enlarged in its proportions to 2 megapixels by its own pixels', () => {
    const small = maskOf(640, 480);
    const mask = enlargeToMegapixels(small);
    expect(mask.width / mask.height).toBeCloseTo(4 / 3, 2);
    expect((mask.width * mask.height) / (MASK_WIDTH * MASK_HEIGHT)).toBeCloseTo(1, 2);
    expect(mask.labels[0]).toBe(small.labels[0]);
    expect(mask.labels[mask.labels.length - 1]).toBe(small.labels[small.labels.length - 1]);
    expect(new Set(mask.labels)).toEqual(new Set(small.labels));
  });

  it('fill 2 megapixels with mirrored copies of what is small', () => {
    const small = maskOf(100, 70);
    const mask = tileToMegapixels(small, { scale: 1, shift: 0 });
    expect([mask.width, mask.height]).toEqual([MASK_WIDTH, MASK_HEIGHT]);
    expect(mask.labels[99]).toBe(small.labels[99]);
    expect(mask.labels[100]).toBe(small.labels[99]);
    expect(mask.labels[70 * MASK_WIDTH]).toBe(small.labels[69 * 100]);
  });
});

describe('the report on speed', () => {
  it('holds times per file against the goals and names peers that are missing', () => {
    const results = made({
      repair: 3,
      repairTwice: 5,
      floor: 1,
      floorTwice: 2,
      imageMagick: 8,
      imageMagickPlain: 4,
      twoWorkers: 2.5,
      twoProcesses: 2.4,
      help: 0.1,
    });
    const slow = made({ repair: 8, repairTwice: 16, floor: 1, floorTwice: 2, help: 0.4 });
    const runs = [
      { name: 'dense', origin: 'nothing', classes: 5, results },
      { name: 'ordinary', origin: 'nothing', classes: 5, results: slow },
    ];
    const report = performanceReport({ count: 10, rounds: 1 }, { runs });
    const rows = tableRows(report);
    expect(rows).toContainEqual(['time per file over the floor: at most 2', '3.00 times', 'no', '8.00 times', 'no']);
    expect(rows).toContainEqual(['the same without start-up: at most 2', '2.00 times', 'yes', '8.00 times', 'no']);
    const magick = ['6.67 times', 'yes', 'not measured', '-'];
    expect(rows).toContainEqual(['faster than ImageMagick -remap: at least 5 times', ...magick]);
    const plain = ['3.33 times', 'no', 'not measured', '-'];
    expect(rows).toContainEqual(['faster than ImageMagick +dither -remap: at least 5 times', ...plain]);
    const numpy = ['not measured', '-', 'not measured', '-'];
    expect(rows).toContainEqual(['faster than NumPy: at least 20 times', ...numpy]);
    expect(rows).toContainEqual(['--help: under 0.3 s', '0.10 s', 'yes', '0.40 s', 'no']);
    expect(report).toContain(`not measured: ${trialNames.numpy}`);
  });
});

describe('the report on the search', () => {
  it('holds times per megapixel, and times of the floor, against the goals', () => {
    // Object.keys forgets which keys the literal has.
    const trials = Object.keys(searchTrials) as SearchTrial[];
    const times: Partial<Record<SearchTrial, number[]>> = { binary: [9, 9], starts75: [1, 2] };
    const report = performanceReport(
      { count: 10, rounds: 2 },
      {
        runs: [],
        search: {
          times: new Map(trials.map((trial) => [searchTrials[trial], times[trial] ?? [4, 4]])),
          megapixels: Object.fromEntries(trials.map((trial) => [trial, 10])) as Record<SearchTrial, number>,
          processes: 3,
        },
      },
    );
    const rows = tableRows(report);
    expect(rows).toContainEqual(['quality 75, preset exact', 'at most 0.9 s/Mpx', '0.40 s/Mpx', 'yes']);
    expect(rows).toContainEqual(['quality 75, preset fast', 'at most 0.25 s/Mpx', '0.40 s/Mpx', 'no']);
    const binary = [
      '0/255 masks at quality 90, preset exact',
      'at most 2 times the floor',
      '2.25 times the floor',
      'no',
    ];
    expect(rows).toContainEqual(binary);
    expect(report).toContain('Without the starts of its 3 processes the preset fast takes 0.25 s/Mpx.');
  });
});

function tableRows(report: string): string[][] {
  return report.split('\n').map((line) =>
    line
      .split('|')
      .map((cell) => cell.trim())
      .slice(1, -1),
  );
}

const fileCounts: Partial<Record<keyof typeof trialNames, number>> = {
  repair: 10,
  floor: 10,
  repairTwice: 20,
  floorTwice: 20,
  twoWorkers: 20,
  twoProcesses: 20,
  imageMagick: 4,
  imageMagickPlain: 4,
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
