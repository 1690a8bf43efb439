import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameKey } from '../../src/shared/name-key.ts';
import { nameOutputs, planOutputs } from '../../src/main/services/repair/plan-outputs.ts';
import type { SourceFile } from '../../src/main/services/sources/source-file.ts';

function sourcesOf(tree: Readonly<Record<string, readonly string[]>>): readonly SourceFile[] {
  return Object.entries(tree).flatMap(([root, paths]) =>
    paths.map((relativePath) => ({ path: `${root}/${relativePath}`, root, relativePath })),
  );
}

function namesOf(tree: Readonly<Record<string, readonly string[]>>): readonly string[] {
  return nameOutputs(sourcesOf(tree));
}

describe('nameOutputs', () => {
  it('keeps the tree and gives every mask the name of its stem', () => {
    expect(namesOf({ '/masks': ['a.jpg', 'deep/er/b.x.jpeg', 'plain', '.hidden'] })).toEqual([
      'a.png',
      'deep/er/b.x.png',
      'plain.png',
      '.hidden.png',
    ]);
  });

  it('keeps full names where stems collide, and only there', () => {
    expect(namesOf({ '/masks': ['a.jpg', 'a.png', 'b.jpg'] })).toEqual(['a.jpg.png', 'a.png.png', 'b.png']);
  });

  it('takes names that differ in case or in Unicode form for one', () => {
    expect(namesOf({ '/masks': ['A.jpg', 'a.png'] })).toEqual(['A.jpg.png', 'a.png.png']);
    expect(namesOf({ '/masks': ['\u00e4.jpg', 'a\u0308.png'] })).toEqual(['\u00e4.jpg.png', 'a\u0308.png.png']);
    expect(namesOf({ '/masks': ['X/a.jpg', 'x/a.png'] })).toEqual(['X/a.jpg.png', 'x/a.png.png']);
  });

  it('numbers full names that differ in case only', () => {
    expect(namesOf({ '/masks': ['A.jpg', 'a.jpg', 'a.JPG'] })).toEqual(['A.jpg.png', 'a.jpg-2.png', 'a.JPG-3.png']);
  });

  it('gives way to a third file that bears the full name already', () => {
    expect(namesOf({ '/masks': ['a.jpg', 'a.jpg.tif', 'a.png'] })).toEqual(['a.jpg.png', 'a.jpg.tif.png', 'a.png.png']);
  });

  it('gives way to a folder of the same name', () => {
    expect(namesOf({ '/masks': ['a.jpg', 'a.png/b.jpg'] })).toEqual(['a.jpg.png', 'a.png/b.png']);
  });

  it('puts every file below the name of its root where two roots have names in common', () => {
    expect(namesOf({ '/data/train': ['a.jpg', 'b.jpg'], '/data/val': ['a.png'] })).toEqual([
      'train/a.png',
      'train/b.png',
      'val/a.png',
    ]);
  });

  it('leaves the roots out where their trees have nothing in common', () => {
    expect(namesOf({ '/data/train': ['a.jpg'], '/data/val': ['b.jpg'] })).toEqual(['a.png', 'b.png']);
  });

  it('tells roots of one name by the folders above them', () => {
    expect(namesOf({ '/data/train/masks': ['a.jpg'], '/data/val/masks': ['a.jpg'] })).toEqual([
      'train/masks/a.png',
      'val/masks/a.png',
    ]);
  });

  it('never gives two sources one name, nor a name that is a folder of another', () => {
    const name = fc.constantFrom(
      'a',
      'A',
      'a.jpg',
      'a.png',
      'a.jpg.png',
      'b.JPG',
      'a-2',
      'a.jpg-2',
      '\u00e4',
      'a\u0308',
    );
    const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
    const source = fc.record({ root: fc.constantFrom('/x/m', '/y/m', '/X/m', '/z'), path });
    fc.assert(
      fc.property(fc.uniqueArray(source, { selector: ({ root, path: it }) => `${root}/${it}` }), (files) => {
        const sources = files.map((file) => ({
          path: `${file.root}/${file.path}`,
          root: file.root,
          relativePath: file.path,
        }));
        const keys = nameOutputs(sources).map(nameKey);
        expect(new Set(keys).size).toBe(keys.length);
        for (const key of keys) expect(keys.some((other) => other.startsWith(`${key}/`))).toBe(false);
      }),
    );
  });
});

describe('planOutputs', () => {
  it('gives the confidence map the name of its mask in the other folder', () => {
    const planned = planOutputs(sourcesOf({ '/masks': ['deep/a.jpg'] }), { out: '/out', confidence: '/sure' });
    expect(planned).toMatchObject([{ output: '/out/deep/a.png', confidence: '/sure/deep/a.png' }]);
  });

  it('refuses one folder for masks and confidence maps', () => {
    const plan = () => planOutputs(sourcesOf({ '/masks': ['a.jpg'] }), { out: '/out', confidence: '/out' });
    expect(plan).toThrow(expect.objectContaining({ code: 'usage' }) as Error);
  });

  it('refuses a confidence folder inside --out whose maps would replace masks', () => {
    const sources = sourcesOf({ '/masks': ['a.jpg', 'sure/a.jpg'] });
    expect(() => planOutputs(sources, { out: '/out', confidence: '/out/sure' })).toThrow(/same names/);
  });
});
