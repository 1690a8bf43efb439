import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { changedTiles } from '../../src/main/workers/changed-tiles.ts';
import { reduceTiles } from '../../src/main/workers/reduce-tiles.ts';

const side = 4;
const colours = [
  { slot: 3, rgb: [0, 0, 0] as const },
  { slot: 300, rgb: [200, 0, 0] as const },
];

test('one changed pixel is seen at every smaller level, whatever bytes labels have and whether the source is packed', async () => {
  for (const isOriginalPacked of [false, true]) {
    const slots = new Uint16Array(side * side).fill(3);
    slots[6] = 300;
    const original = new Uint8Array(3 * side * side);
    const tile = {
      row: 0,
      column: 0,
      labels: zstdCompressSync(new Uint8Array(slots.buffer)),
      original: isOriginalPacked ? zstdCompressSync(original) : original,
    };
    const size = { width: side, height: side };
    const [found] = await changedTiles({ size, tiles: [tile], isOriginalPacked, merged: new Map(), colours });
    const marks = [...zstdDecompressSync(found.packed)];
    expect(marks.map((mark) => (mark === 0 ? 1 : 0)).join('')).toBe('0000001000000000');
    const parents = [{ row: 0, column: 0, children: [found.packed] }];
    const [half] = await reduceTiles({ kind: 'confidence', size, parents, ranks: new Uint32Array() });
    expect([...zstdDecompressSync(half)]).toEqual([255, 0, 255, 255]);
    const merged = new Map([[300, 3]]);
    const [same] = await changedTiles({ size, tiles: [tile], isOriginalPacked, merged, colours: colours.slice(0, 1) });
    expect(new Set(zstdDecompressSync(same.packed))).toEqual(new Set([255]));
  }
});
