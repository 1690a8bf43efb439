import { expect, test } from 'vitest';
import { describeSourceName, plainStem } from '../../src/shared/checks/source-name.ts';
import { likelyPairs } from '../../src/shared/checks/likely-pairs.ts';

test.each([
  ['JPEGImages/2007_000032.jpg', 'SegmentationClass/2007_000032.png'],
  ['leftImg8bit/train/aachen/aachen_000_leftImg8bit.png', 'gtFine/train/aachen/aachen_000_gtFine_labelIds.png'],
  ['img_dir/val/a.jpg', 'ann_dir/val/a.png'],
  ['images/street.jpg', 'masks/street_mask.png'],
  ['train/images/a_jpg.rf.0123abc.jpg', 'train/labels/a_jpg.rf.9876def_mask.png'],
])('%s is the photo of %s', (photo, mask) => {
  const [photoName, maskName] = [describeSourceName(photo), describeSourceName(mask)];
  expect(photoName.pairPath).toBe(maskName.pairPath);
  expect([photoName.role, maskName.role]).toEqual(['photo', 'mask']);
});

test.each([
  ['data/train/masks/a.png', 'train'],
  ['Validation/a.png', 'val'],
  ['testing/a.png', 'test'],
  ['trains/a.png', ''],
])('the folders of %s tell the split "%s"', (path, split) => {
  expect(describeSourceName(path).split).toBe(split);
});

test('names that tell nothing say so', () => {
  expect(describeSourceName('a/b/c.png')).toMatchObject({ role: undefined, split: '', pairPath: 'a/b/c' });
});

test('names that hold the same number are likely pairs, unless several do', () => {
  const masks = [
    { id: 1, name: 'frame_000123' },
    { id: 2, name: 'x7' },
    { id: 3, name: 'y7' },
  ];
  const photos = [
    { id: 11, name: '123-rgb' },
    { id: 12, name: '7' },
  ];
  expect(likelyPairs(masks, photos)).toEqual([{ mask: 1, photo: 11 }]);
});

test('the plain name of a mask keeps the folders that say something else than what it is', () => {
  expect(plainStem('SegmentationClass/2007_01.png')).toBe('2007_01');
  expect(plainStem('train/masks/ulm/a.b.png')).toBe('ulm/a.b');
});
