import type { LabelMap } from './label-map.ts';

type Values = LabelMap['labels'];

/**
 * Every value's entry in a table, which has one for each value that occurs. Masks are flat: entries are looked up where
 * values change, four bytes at a time (on 2 Mpx 1 ms in place of 4).
 */
export function lookUp<Entries extends Values>(values: Values, table: Entries): Entries {
  // The result is of the kind of the table.
  if (values instanceof Uint8Array && table instanceof Uint8Array)
    return lookUpBytes(values, table) as Values as Entries;
  const entries = table instanceof Uint8Array ? new Uint8Array(values.length) : new Uint16Array(values.length);
  let last = -1;
  let entry = 0;
  for (let i = 0; i < values.length; i++) {
    if (values[i] !== last) {
      last = values[i];
      entry = table[last];
    }
    entries[i] = entry;
  }
  return entries as Entries;
}

function lookUpBytes(values: Uint8Array, table: Uint8Array): Uint8Array {
  const from = wordsOf(values);
  const entries = new Uint8Array(values.length);
  lookUpWords(from, table, new Int32Array(entries.buffer, 0, from.length));
  for (let i = 4 * from.length; i < values.length; i++) entries[i] = table[values[i]];
  return entries;
}

/** As `lookUp`, of bytes in their own place; the first of them begins a word of its buffer. */
export function lookUpInPlace(values: Uint8Array, table: Uint8Array): void {
  const words = wordsOf(values);
  lookUpWords(words, table, words);
  for (let i = 4 * words.length; i < values.length; i++) values[i] = table[values[i]];
}

function lookUpWords(from: Int32Array, table: Uint8Array, to: Int32Array): void {
  let last = 0;
  let word = lookUpWord(last, table);
  for (let i = 0; i < from.length; i++) {
    if (from[i] !== last) {
      last = from[i];
      word = lookUpWord(last, table);
    }
    to[i] = word;
  }
}

function lookUpWord(word: number, table: Uint8Array): number {
  const [low, high] = [word & 0xffff, word >>> 16];
  return table[low & 255] | (table[low >> 8] << 8) | (table[high & 255] << 16) | (table[high >> 8] << 24);
}

/** The whole words of some values; a copy where they do not begin at one. */
function wordsOf(values: Values): Int32Array {
  const aligned = values.byteOffset % 4 === 0 ? values : values.slice();
  return new Int32Array(aligned.buffer, aligned.byteOffset, values.byteLength >> 2);
}

/** How often each value occurs: 256 numbers for bytes, 65536 for 16 bits. Runs of equal words are counted at once. */
export function countEach(values: Values): Uint32Array {
  const perWord = 4 / values.BYTES_PER_ELEMENT;
  const counts = new Uint32Array(perWord === 4 ? 256 : 65_536);
  const words = wordsOf(values);
  for (let i = 0; i < words.length;) {
    const start = i;
    const word = words[i++];
    while (i < words.length && words[i] === word) i++;
    for (let part = 0; part < perWord; part++) counts[values[start * perWord + part]] += i - start;
  }
  for (let i = words.length * perWord; i < values.length; i++) counts[values[i]]++;
  return counts;
}
