import { expect, test } from 'vitest';
import { labelInWords, noticeInWords, titleInWords } from '../../src/renderer/strings/in-words.ts';

test('acts, jobs and notices that come as data are said in the words of the interface', () => {
  expect(labelInWords({ kind: 'rename-class', class: 'car', to: 'vehicle' })).toBe('Rename "car" to "vehicle"');
  expect(labelInWords({ kind: 'remove-islands', below: 1 })).toBe('Remove islands below 1 pixel');
  expect(titleInWords({ kind: 'repair' })).toBe('Repair masks');
  expect(titleInWords({ kind: 'import', as: 'auto', count: 1 })).toBe('Import 1 picture');
  const label = { kind: 'replace-class', from: 'a', to: 'b' } as const;
  expect(titleInWords({ kind: 'edit', label })).toBe('Replace a by b');
  expect(noticeInWords({ kind: 'edited', label, changed: 2, masks: 3 })).toEqual({
    title: 'Replace a by b: 2 masks changed',
    text: '1 mask had nothing to change.',
  });
  expect(noticeInWords({ kind: 'rescanned', added: 0, changed: 0, missing: 0 }).title).toBe('Nothing changed on disk');
});

test('a job that failed is told with its name, or without one, and with why', () => {
  const error = { code: 'disk-full', message: 'there is no space left', path: '/out' } as const;
  expect(noticeInWords({ kind: 'job-failed', job: { kind: 'export', count: 3 }, error })).toEqual({
    title: 'Export 3 masks ended early',
    text: 'There is no space left\n/out',
  });
  expect(noticeInWords({ kind: 'job-failed', error }).title).toBe('The job ended early');
});

test('what a project of an earlier version has in words is shown as it is', () => {
  expect(labelInWords('Paint car')).toBe('Paint car');
  expect(titleInWords('Repair 340 masks')).toBe('Repair 340 masks');
});
