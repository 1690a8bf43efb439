import { relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { countOf, formatCount, formatDuration, formatShare } from '../../src/main/command-line/format-numbers.ts';
import { formatProgress } from '../../src/main/command-line/format-progress.ts';
import { formatTable } from '../../src/main/command-line/format-table.ts';
import {
  parseCount,
  parseMemory,
  parsePath,
  parsePictureSize,
  parseWorkers,
} from '../../src/main/command-line/option-values.ts';
import { printable, showPath } from '../../src/main/command-line/printable.ts';
import { Screen } from '../../src/main/command-line/screen.ts';

describe('numbers', () => {
  it('are grouped, and their nouns agree with them', () => {
    expect(formatCount(1_234_567)).toBe('1,234,567');
    expect([countOf(1, 'file'), countOf(2, 'file'), countOf(2, 'class')]).toEqual(['1 file', '2 files', '2 classes']);
  });

  it('show a share as whole only where it is', () => {
    expect([formatShare(9999, 10_000), formatShare(1, 1), formatShare(1, 3)]).toEqual(['99.9 %', '100 %', '33.3 %']);
  });

  it('tell a time in the unit a person would take', () => {
    const times = [0.4, 999, 1234, 59_960, 60_000, 3_599_999, 7_380_000].map(formatDuration);
    expect(times).toEqual(['0 ms', '999 ms', '1.2 s', '60.0 s', '1 min 0 s', '59 min 59 s', '2 h 3 min']);
  });
});

describe('formatProgress', () => {
  const progress = { stage: 'repairing', seq: 1, done: 5, total: 10, etaMs: 12_000 } as const;

  it('shows how far the work is and how long it will take', () => {
    expect(formatProgress(progress, 80)).toBe('repairing [############------------] 5 of 10, about 12.0 s left');
  });

  it('never reaches the last column', () => {
    for (const columns of [0, 1, 20, 40])
      expect(formatProgress(progress, columns).length).toBeLessThan(Math.max(columns, 1));
  });

  it('copes with an empty stage', () => {
    expect(formatProgress({ ...progress, done: 0, total: 0, etaMs: undefined }, 80)).toContain('0 of 0');
  });
});

describe('Screen', () => {
  function makeScreen(isTTY: boolean, columns = 40) {
    const written: string[] = [];
    const stream = (name: string) => ({
      write: (text: string) => written.push(`${name}:${text}`),
      isTTY,
      columns,
    });
    return { written, screen: new Screen({ stdout: stream('out'), stderr: stream('err') }) };
  }

  it('takes the progress away before a line and puts it back behind it', () => {
    const { written, screen } = makeScreen(true);
    screen.showProgress('50 %');
    screen.print('a.png: done');
    screen.showProgress('');
    expect(written).toEqual(['err:\r\x1b[K50 %', 'err:\r\x1b[K', 'out:a.png: done\n', 'err:50 %', 'err:\r\x1b[K']);
  });

  it('takes a terminal that does not know its width for a usual one', () => {
    expect([makeScreen(true, 0).screen.columns, makeScreen(true, 132).screen.columns]).toEqual([80, 132]);
  });

  it('shows no progress where nobody watches', () => {
    const { written, screen } = makeScreen(false);
    screen.showProgress('50 %');
    screen.print('a.png: done');
    expect(written).toEqual(['out:a.png: done\n']);
  });
});

describe('formatTable', () => {
  it('aligns columns, numbers to the right, whatever characters the cells have', () => {
    const lines = formatTable(
      [{ title: 'File' }, { title: 'Count', isNumber: true }, { title: 'Note' }],
      [
        ['👩‍👩‍👧.png', '7', 'one'],
        ['a.png', '1,234', ''],
      ],
    );
    expect(lines).toEqual(['File   Count  Note', '👩‍👩‍👧.png      7  one', 'a.png  1,234']);
  });

  it('lets one endless name leave its row, and not push all others apart', () => {
    const [title, long, short] = formatTable(
      [{ title: 'File' }, { title: 'Type' }],
      [
        ['n'.repeat(200), 'png'],
        ['a', 'png'],
      ],
    );
    expect(long).toBe(`${'n'.repeat(200)}  png`);
    expect(short).toBe(`${'a'.padEnd(60)}  png`);
    expect(title).toBe(`${'File'.padEnd(60)}  Type`);
  });
});

describe('printable', () => {
  it('lets no name steer the terminal', () => {
    expect(printable('a\n\x1b[2Jb\u202egnp.\x7f')).toBe('a\\x0a\\x1b[2Jb\\u{202e}gnp.\\x7f');
  });

  it('leaves letters and emoji as they are', () => {
    expect(printable('maß "é" 👩‍👩‍👧.png')).toBe('maß "é" 👩‍👩‍👧.png');
  });

  it('shows a path from the current folder where it lies below it', () => {
    expect(showPath(resolve('test/a.png'))).toBe(relative('', resolve('test/a.png')));
    expect(showPath('/elsewhere/a.png')).toBe('/elsewhere/a.png');
    expect(showPath(process.cwd())).toBe(process.cwd());
  });
});

describe('option values', () => {
  it('take numbers of workers from 1 up', () => {
    expect(parseWorkers('4')).toBe(4);
    for (const text of ['0', '-1', '1.5', 'many', '', '99999']) expect(() => parseWorkers(text)).toThrow(/from 1 to/);
  });

  it('take amounts of memory with a unit or without', () => {
    expect(['2G', '1.5gb', '800M', '800MiB', '20000000'].map(parseMemory)).toEqual([
      2_147_483_648, 1_610_612_736, 838_860_800, 838_860_800, 20_000_000,
    ]);
    for (const text of ['', 'G', '2X', '-2G', '1k', '1e9']) expect(() => parseMemory(text)).toThrow(/memory/);
  });

  it('take counts from 0 up', () => {
    expect(parseCount('0')).toBe(0);
    for (const text of ['-1', '1.5', '', '9'.repeat(20)]) expect(() => parseCount(text)).toThrow(/from 0 up/);
  });

  it('take the size of a picture', () => {
    expect(parsePictureSize('640x480')).toEqual({ width: 640, height: 480 });
    for (const text of ['640', '0x480', '640x', 'axb']) expect(() => parsePictureSize(text)).toThrow(/640x480/);
  });

  it('refuse an empty path, which would mean the current folder', () => {
    expect(() => parsePath('')).toThrow(/empty/);
  });
});
