/** Numbers from 0 up to 1. */
export type Random = () => number;

/** Changes a file so that its form, as far as the mutator knows it, stays. */
export type Mutator = (bytes: Uint8Array, random: Random) => Uint8Array;

const INTERESTING = [0, 1, 2, 7, 8, 15, 16, 127, 128, 254, 255] as const;
const WIDE = [0, 1, 255, 256, 32_767, 32_768, 65_535, 2 ** 24, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1] as const;

export function below(random: Random, end: number): number {
  return Math.floor(random() * end);
}

export function pick<Value>(random: Random, values: readonly Value[]): Value {
  return values[below(random, values.length)];
}

/** Flips, sets, inserts, removes, doubles and moves bytes: what needs no knowledge of the form. */
export const mutateBytes: Mutator = (bytes, random) => {
  let changed = Uint8Array.from(bytes);
  for (let left = 1 + below(random, 4); left > 0 && changed.length > 0; left--) changed = changeOnce(changed, random);
  return changed;
};

function changeOnce(bytes: Uint8Array<ArrayBuffer>, random: Random): Uint8Array<ArrayBuffer> {
  const at = below(random, bytes.length);
  switch (below(random, 7)) {
    case 0:
      bytes[at] ^= 1 << below(random, 8);
      return bytes;
    case 1:
      bytes[at] = pick(random, INTERESTING);
      return bytes;
    case 2:
      return writeWide(bytes, at, random);
    case 3:
      return splice(bytes, at, below(random, 16), new Uint8Array(0));
    case 4:
      return splice(bytes, at, 0, Uint8Array.from({ length: 1 + below(random, 16) }, () => below(random, 256)));
    case 5:
      return splice(bytes, at, 0, bytes.slice(at, at + 1 + below(random, 64)));
    default:
      return bytes.slice(0, random() < 0.3 ? at : bytes.length);
  }
}

function writeWide(bytes: Uint8Array<ArrayBuffer>, at: number, random: Random): Uint8Array<ArrayBuffer> {
  const view = new DataView(bytes.buffer);
  const size = pick(random, [2, 4]);
  if (at + size > bytes.length) return bytes;
  if (size === 2) view.setUint16(at, pick(random, WIDE) & 0xffff, random() < 0.5);
  else view.setUint32(at, pick(random, WIDE), random() < 0.5);
  return bytes;
}

export function splice(
  bytes: Uint8Array,
  at: number,
  removed: number,
  inserted: Uint8Array,
): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.concat([bytes.subarray(0, at), inserted, bytes.subarray(at + removed)]));
}
