import { describe, expect, it } from 'vitest';
import { pairWithFolder, separatePhotos } from '../../src/main/services/sources/pair-photos.ts';
import type { SourceFile } from '../../src/main/services/sources/source-file.ts';

function files(root: string, ...paths: readonly string[]): readonly SourceFile[] {
  return paths.map((relativePath) => ({ path: `${root}/${relativePath}`, root, relativePath }));
}

function pathsOf(pairs: ReadonlyMap<string, SourceFile>): Readonly<Record<string, string>> {
  return Object.fromEntries([...pairs].map(([mask, photo]) => [mask, photo.path]));
}

describe('separatePhotos', () => {
  it('takes a file for the photo of a mask beside it whose name adds a suffix', () => {
    const { masks, photoOfMask } = separatePhotos(
      files('/d', 'a.jpg', 'a_mask.png', 'b.JPG', 'b_L.png', 'c.png', 'x_leftImg8bit.png', 'x_gtFine_labelIds.png'),
    );
    expect(masks.map(({ relativePath }) => relativePath)).toEqual([
      'a_mask.png',
      'b_L.png',
      'c.png',
      'x_gtFine_labelIds.png',
    ]);
    expect(pathsOf(photoOfMask)).toEqual({
      '/d/a_mask.png': '/d/a.jpg',
      '/d/b_L.png': '/d/b.JPG',
      '/d/x_gtFine_labelIds.png': '/d/x_leftImg8bit.png',
    });
  });

  it('takes files of one stem for two masks', () => {
    expect(separatePhotos(files('/d', 'a.jpg', 'a.png')).masks).toHaveLength(2);
  });

  it('looks in the same folder only', () => {
    expect(separatePhotos(files('/d', 'photos/a.jpg', 'masks/a_mask.png')).photoOfMask.size).toBe(0);
  });
});

describe('pairWithFolder', () => {
  it('pairs by the path below the folder first, then by a name that is there once', () => {
    const masks = files('/masks', 'train/a_mask.png', 'val/a_mask.png', 'deep/b.png', 'c_gt.png', 'd.png');
    const photos = files('/photos', 'train/a.jpg', 'val/a.jpg', 'b.jpg', 'c.rf.0123abcd.jpg');
    expect(pathsOf(pairWithFolder(masks, photos))).toEqual({
      '/masks/train/a_mask.png': '/photos/train/a.jpg',
      '/masks/val/a_mask.png': '/photos/val/a.jpg',
      '/masks/deep/b.png': '/photos/b.jpg',
      '/masks/c_gt.png': '/photos/c.rf.0123abcd.jpg',
    });
  });
});
