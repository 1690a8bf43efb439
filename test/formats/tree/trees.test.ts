import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeFolder } from '../../command-line/temporary-folder.ts';
import { openFolderTree } from '../../../src/main/formats/tree/folder-tree.ts';
import { readRef } from '../../../src/main/formats/tree/read-ref.ts';
import { safeName } from '../../../src/main/formats/tree/safe-name.ts';
import { openZipTree } from '../../../src/main/formats/tree/zip-tree.ts';
import type { FileRef } from '../../../src/shared/model/dataset.ts';
import { defaultReadLimits, readLimits } from '../../../src/shared/limits.ts';
import { colourPng, openAt, photoPng } from '../dataset-fixture.ts';
import { makeZip, type ZipPart } from './make-zip.ts';

const text = (content: string): Uint8Array => Buffer.from(content);

function openParts(parts: readonly ZipPart[], limits = defaultReadLimits) {
  const folder = makeFolder({ 'a.zip': makeZip(parts) });
  return openZipTree(join(folder, 'a.zip'), limits);
}

function contentOf(file: FileRef | undefined): string {
  if (file === undefined) throw new Error('the file is not in the tree');
  return Buffer.from(readRef(file, defaultReadLimits)).toString();
}

describe('a zip archive', () => {
  it('gives its files, packed and stored, without being unpacked', async () => {
    const tree = await openParts([
      { name: 'deep/a.txt', bytes: text('aaaa'.repeat(100)) },
      { name: 'b.txt', bytes: text('b'), method: 0 },
      { name: '__MACOSX/b.txt', bytes: text('x') },
      { name: 'folder/', bytes: text('') },
    ]);
    expect([...tree.files.keys()]).toEqual(['deep/a.txt', 'b.txt']);
    expect(contentOf(tree.files.get('deep/a.txt'))).toBe('aaaa'.repeat(100));
    expect(contentOf(tree.files.get('b.txt'))).toBe('b');
  });

  it.each(['../evil.txt', '/etc/evil', 'a/../../evil', 'C:\\evil', '..\\evil'])(
    'leaves out the entry %s and takes the rest',
    async (name) => {
      const tree = await openParts([
        { name, bytes: text('x') },
        { name: 'good.txt', bytes: text('y') },
      ]);
      expect([...tree.files.keys()]).toEqual(['good.txt']);
      expect(tree.problems).toEqual([
        { file: name.replaceAll('\\', '/'), message: 'its name leads out of the archive' },
      ]);
    },
  );

  it('leaves out entries that are encrypted, packed otherwise, or there twice', async () => {
    const tree = await openParts([
      { name: 'a', bytes: text('1') },
      { name: 'a', bytes: text('2') },
      { name: 'b', bytes: text('3'), isEncrypted: true },
      { name: 'c', bytes: text('4'), method: 99 },
    ]);
    expect(tree.problems.map(({ file, message }) => [file, message])).toEqual([
      ['a', 'is in the archive twice; the first is taken'],
      ['b', 'is encrypted'],
      ['c', 'is packed by a method other than deflate'],
    ]);
    expect(contentOf(tree.files.get('a'))).toBe('1');
  });

  it.each([
    ['of one huge entry', [{ name: 'a', bytes: text('x'), saidBytes: 3e9 }], /unpacks to 3000000000 bytes/],
    ['that unpacks to a thousand times its size', [{ name: 'a', bytes: new Uint8Array(3e8) }], /times its size/],
    [
      'whose entries lie over one another',
      Array.from({ length: 50 }, (_, i) => ({
        name: `a${i}`,
        bytes: Buffer.from(Array.from({ length: 3000 }, (_n, k) => (k * 7919) % 251)),
        sharesBefore: i > 0,
      })),
      /lie over one another/,
    ],
  ])('%s is refused before anything is unpacked', async (_, parts, message) => {
    await expect(openParts(parts)).rejects.toMatchObject({
      code: 'too-large',
      message: expect.stringMatching(message) as string,
    });
  });

  it('of too many files or too much in all is refused', async () => {
    const parts = Array.from({ length: 5 }, (_, i) => ({ name: `f${i}`, bytes: text('12345678') }));
    await expect(openParts(parts, readLimits({ 'archive-files': 3 }))).rejects.toThrow(/more than 3 files/);
    await expect(openParts(parts, readLimits({ 'archive-bytes': 20 }))).rejects.toThrow(/more than 20 bytes/);
  });

  it('whose entry is larger, smaller or other than it says is told when it is read', async () => {
    const parts = [
      { name: 'long', bytes: text('x'.repeat(1000)), saidBytes: 10 },
      { name: 'short', bytes: text('x'), saidBytes: 10 },
      { name: 'other', bytes: text('x'), saidCrc: 1 },
    ];
    const tree = await openParts(parts);
    for (const name of ['long', 'short', 'other']) {
      expect(() => contentOf(tree.files.get(name))).toThrow(
        expect.objectContaining({ code: 'corrupt-file', path: name }),
      );
    }
  });

  it('that is none is told so', async () => {
    const folder = makeFolder({ 'a.zip': 'no archive' });
    await expect(openZipTree(join(folder, 'a.zip'), defaultReadLimits)).rejects.toMatchObject({ code: 'corrupt-file' });
  });
});

it.each([
  ['is encrypted', [{ name: 'a.png', bytes: text('a'), isEncrypted: true }], /a\.png is encrypted$/],
  [
    'is packed by other methods',
    ['a', 'b'].map((name) => ({ name: `${name}.png`, bytes: text('a'), method: 14 })),
    /a\.png is packed by a method other than deflate, and 1 more file cannot be read either$/,
  ],
  ['holds archives', [{ name: 'set/train.tar', bytes: text('a') }], /holds archives such as set\/train\.tar/],
])('an archive that %s is refused for that', async (_, parts: readonly ZipPart[], message) => {
  const folder = makeFolder({ 'a.zip': makeZip(parts) });
  await expect(openAt(join(folder, 'a.zip'))).rejects.toThrow(message);
});

describe('a folder', () => {
  it('gives its files in order, links followed once, broken ones told, hidden ones left out', async () => {
    const folder = makeFolder({ 'b/2.txt': '2', 'a.txt': '1', '.hidden': 'x' });
    symlinkSync(folder, join(folder, 'b', 'loop'));
    symlinkSync(join(folder, 'gone'), join(folder, 'broken'));
    const tree = await openFolderTree(folder, defaultReadLimits);
    expect([...tree.files.keys()]).toEqual(['a.txt', 'b/2.txt']);
    expect(tree.problems).toEqual([{ file: 'broken', message: 'cannot be looked at, or leads to no file' }]);
  });

  it('of many files is listed whole', async () => {
    const folder = makeFolder();
    mkdirSync(join(folder, 'many'));
    for (let i = 0; i < 600; i++) writeFileSync(join(folder, 'many', `${i}.txt`), '');
    expect((await openFolderTree(folder, defaultReadLimits)).files.size).toBe(600);
  });
});

describe('a name that a file gives', () => {
  it('never leads out of its root', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('..', '.', '', 'a', 'b.png', 'C:', '\0'), { maxLength: 6 }),
        fc.constantFrom('/', '\\'),
        (parts, separator) => {
          const safe = safeName(parts.join(separator));
          if (safe === undefined) return;
          expect(safe.split('/')).not.toContain('..');
          expect(safe).not.toMatch(/^([/\\]|[a-z]:)|\0/i);
        },
      ),
    );
    expect(safeName('a\\b/./c.png')).toBe('a/b/c.png');
    expect(safeName('../a')).toBeUndefined();
  });
});

describe('a file that is named', () => {
  const folder = (files: Record<string, string | Uint8Array>) => {
    const mask = colourPng(
      ['01'],
      [
        [0, 0, 0],
        [9, 9, 9],
      ],
    );
    return makeFolder({ 'labelmap.txt': 'a:0,0,0::\nb:9,9,9::\n', 'SegmentationClass/a.png': mask, ...files });
  };

  it.each([
    ['set.tar', 'any', 'is an archive of another kind than zip'],
    ['set.tar.gz', '\u001f', 'is an archive of another kind than zip'],
    ['set.parquet', 'PAR1', 'holds its pictures in parquet files, which are not read'],
    ['photo.png', photoPng(2, 1), 'is neither a folder, nor a zip archive, nor an annotation file'],
  ])('does not stand for all that lies around it: %s', async (name, content, message) => {
    const path = join(folder({ [name]: content }), name);
    await expect(openAt(path)).rejects.toMatchObject({ code: 'unsupported-format', path, message });
  });

  it('is a zip archive by what it holds, whatever it is called', async () => {
    const inside = colourPng(
      ['10'],
      [
        [0, 0, 0],
        [9, 9, 9],
      ],
    );
    const zip = makeZip([
      { name: 'labelmap.txt', bytes: Buffer.from('x:0,0,0::\ny:9,9,9::\n') },
      { name: 'SegmentationClass/z.png', bytes: inside },
    ]);
    const dataset = await openAt(join(folder({ 'task.cvat': zip }), 'task.cvat'));
    expect(dataset.items.map(({ stem }) => stem)).toEqual(['z']);
  });
});
