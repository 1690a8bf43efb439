import { MaskmendError } from '../../../shared/errors.ts';
import { nameKey } from '../../../shared/name-key.ts';
import { baseOf, stemOf } from '../tree/safe-name.ts';
import { flatName } from '../writing/flat-name.ts';

/** An item that is to be named. */
export interface Nameable {
  readonly stem: string;
  readonly split: string;
}

const FIELDS = /\{(stem|name|split|n)\}/g;

/**
 * Names of the items by a pattern of `{stem}`, `{name}` (the stem's last part), `{split}` and `{n}` (a number with as many
 * digits as the highest). Folders in names become underscores: most formats keep all files in one folder. All names are
 * different, case and Unicode form aside; later ones of equal names get a number. Throws MaskmendError usage.
 */
export function nameItems(items: readonly Nameable[], pattern: string): string[] {
  if (/[{}]/.test(pattern.replace(FIELDS, ''))) {
    throw new MaskmendError('usage', `the pattern ${pattern} has a field that is not known`, {
      hint: 'use {stem}, {name}, {split} and {n}',
    });
  }
  const digits = String(items.length).length;
  const taken = new Set<string>();
  return items.map((item, i) => {
    const values = {
      stem: item.stem,
      name: baseOf(item.stem),
      split: item.split,
      n: String(i + 1).padStart(digits, '0'),
    };
    // The pattern admits only the keys of `values`.
    const wanted = flatName(pattern.replace(FIELDS, (_, field: keyof typeof values) => values[field]));
    let name = wanted;
    for (let number = 2; taken.has(nameKey(name)); number++) name = `${wanted}-${number}`;
    taken.add(nameKey(name));
    // The same text is held once.
    return name === item.stem ? item.stem : name;
  });
}

/** The name of an item of this file by the usual pattern, unless another one has it. */
export function flatStem(path: string): string {
  return flatName(stemOf(path));
}
