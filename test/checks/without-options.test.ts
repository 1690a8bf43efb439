import { expect, test } from 'vitest';
import { withoutOptions } from '../../src/shared/without-options.ts';

test('a hint says nothing of options where there is no command line', () => {
  expect(withoutOptions('leave --from out, or name another format')).toBe('name another format');
  expect(withoutOptions('choose another place, or allow it to be replaced with --overwrite')).toBe(
    'choose another place',
  );
  expect(withoutOptions('leave it out where it is a photo; else name its classes with --palette')).toBe(
    'leave it out where it is a photo',
  );
  expect(withoutOptions('name the format with --from: voc, coco, cvat')).toBe('');
  expect(withoutOptions('give --out another folder')).toBe('');
  expect(withoutOptions('close other programs, then try again - once')).toBe(
    'close other programs, then try again - once',
  );
});
