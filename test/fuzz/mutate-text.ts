import { below, type Mutator, mutateBytes, pick, type Random } from './mutate-bytes.ts';

const NUMBERS = ['0', '-1', '1e999', '-1e999', '4294967296', '9007199254740993', '0.5', '65535', '1e9', 'NaN', ''];
const WORDS = ['null', 'true', '[]', '{}', '""', '"\\u0000"', '"../../secret"', '"__proto__"', '[[[[[[[[]]]]]]]]', '<', '&lt;'];

/** Changes numbers, words, quoted texts and lines: JSON, XML, YAML, CSV and lists alike. */
export const mutateText: Mutator = (bytes, random) => {
  if (random() < 0.15) return mutateBytes(bytes, random);
  let text = Buffer.from(bytes).toString('utf8');
  for (let left = 1 + below(random, 3); left > 0; left--) text = changeOnce(text, random);
  return Uint8Array.from(Buffer.from(text));
};

function changeOnce(text: string, random: Random): string {
  switch (below(random, 6)) {
    case 0:
      return replaceOne(text, /-?\d+(\.\d+)?/g, pick(random, NUMBERS), random);
    case 1:
      return replaceOne(text, /"[^"]*"/g, pick(random, WORDS), random);
    case 2:
      return replaceOne(text, /[[{][^[\]{}]*[\]}]/g, pick(random, WORDS), random);
    case 3:
      return lines(text, random, (all, at) => [...all.slice(0, at), ...all.slice(at + 1)]);
    case 4:
      return lines(text, random, (all, at) => [...all.slice(0, at), all[at], ...all.slice(at)]);
    default:
      return nest(text, random);
  }
}

function replaceOne(text: string, pattern: RegExp, by: string, random: Random): string {
  const found = [...text.matchAll(pattern)];
  if (found.length === 0) return text;
  const { index, 0: old } = pick(random, found);
  return text.slice(0, index) + by + text.slice(index + old.length);
}

function lines(text: string, random: Random, change: (all: string[], at: number) => string[]): string {
  const mark = text.includes('\n') ? '\n' : ',';
  const all = text.split(mark);
  return change(all, below(random, all.length)).join(mark);
}

/** Something deep or long in place of something. */
function nest(text: string, random: Random): string {
  const depth = pick(random, [10, 1000, 100_000]);
  const deep = random() < 0.5 ? '['.repeat(depth) + ']'.repeat(depth) : '1,'.repeat(depth);
  return replaceOne(text, /-?\d+|"[^"]*"/g, deep, random);
}
