const SPLITS: readonly (readonly [RegExp, string])[] = [
  [/^train(ing)?(\d{4})?$/, 'train'],
  [/^val(id|idation)?(\d{4})?$/, 'val'],
  [/^test(ing)?(\d{4})?$/, 'test'],
];

/** The split that a word stands for, as `train`, `val` or `test`; undefined for any other word. */
export function splitOfWord(word: string): string | undefined {
  return SPLITS.find(([pattern]) => pattern.test(word.toLowerCase()))?.[1];
}

/** The split that a path names by one of its folders or by a word of its file's name (`instances_val2017.json`). */
export function splitOfPath(path: string): string | undefined {
  const words = path.replace(/\.[a-z.]+$/i, '').split(/[/_.-]/);
  return words.map(splitOfWord).findLast((split) => split !== undefined);
}

/** A path without the folders that name splits. */
export function withoutSplit(path: string): string {
  const parts = path.split('/');
  return parts.filter((part, i) => i === parts.length - 1 || splitOfWord(part) === undefined).join('/');
}
