import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { describeFailure } from '../../src/main/command-line/describe-failure.ts';
import { describeError } from '../../src/main/command-line/line-fields.ts';
import { explainData } from '../../src/renderer/strings/explain.ts';
import { fromErrorData, MaskmendError, toErrorData } from '../../src/shared/errors.ts';

const failure = new MaskmendError('exists', 'exists already', {
  hint: 'choose another place, or allow it to be replaced',
  option: '--overwrite',
}).at('/out/a.png');

test('the command line names the option that does what a hint says, in lines for people and for programs', () => {
  const hint = 'choose another place, or allow it to be replaced; --overwrite allows that';
  expect(describeFailure(failure)).toBe(`/out/a.png: exists already; ${hint}`);
  expect(describeError(failure)).toEqual({ code: 'exists', message: 'exists already', hint });
});

test('the app gives the same advice, and names no option', () => {
  expect(explainData(failure)).toBe('Exists already\nChoose another place, or allow it to be replaced\n/out/a.png');
});

test('the option comes through threads and processes with the hint', () => {
  const told = toErrorData(failure);
  expect(toErrorData(fromErrorData(JSON.parse(JSON.stringify(told)) as typeof told))).toEqual(told);
  expect(told.option).toBe('--overwrite');
});

test('no hint names an option outside the command line', () => {
  const files = globSync('src/{main,shared}/**/*.ts', { exclude: (name) => name.includes('command-line') });
  expect(files.length).toBeGreaterThan(500);
  const naming = files.filter((file) => /hint:[^,]*['"`][^'"`]*--[a-z]/.test(readFileSync(file, 'utf8')));
  expect(naming).toEqual([]);
});
