import { MaskmendError } from '../../../shared/errors.ts';
import { nameKey } from '../../../shared/name-key.ts';
import { turns } from '../../../shared/mask/turns.ts';
import type { ExportRequest } from '../export-request.ts';
import type { DatasetExporter } from '../format.ts';
import { baseOf, stemOf } from '../tree/safe-name.ts';
import { flatName } from '../writing/flat-name.ts';

/** An item that is to be named. */
export interface Nameable {
  readonly stem: string;
  readonly split: string;
}

interface Naming {
  readonly pattern: string;
  /** True where the splits lie in folders of their own. */
  readonly hasSplitFolders: boolean;
  /** True where pieces or turns are made of an item, whose names tell them apart at their ends. */
  readonly hasPieces: boolean;
}

/** How names are made that an export of these choices gives its items. */
export function namingOf({ names, geometry }: ExportRequest, { hasSplitFolders = false }: DatasetExporter): Naming {
  const hasPieces = geometry.tile !== undefined || geometry.turns.some((turn) => turn !== 'none');
  return { pattern: names, hasSplitFolders, hasPieces };
}

const FIELDS = /\{(stem|name|split|n)\}/g;
/** What pieces and turns add to a name (`planSteps`). */
const SUFFIXES = new RegExp(`(_y\\d+_x\\d+|_(${turns.join('|')}))+$`, 'i');

/**
 * Names of the items by a pattern of `{stem}`, `{name}` (the stem's last part), `{split}` and `{n}` (a number with as many
 * digits as the highest). Folders in names become underscores: most formats keep all files in one folder. All names are
 * different, those of one split where each has a folder of its own, case and Unicode form aside, and so are those of their
 * pieces; later ones of equal names get a number. Throws MaskmendError usage.
 */
export function nameItems(items: readonly Nameable[], { pattern, hasSplitFolders, hasPieces }: Naming): string[] {
  if (/[{}]/.test(pattern.replace(FIELDS, ''))) {
    throw new MaskmendError('usage', `the pattern ${pattern} has a field that is not known`, {
      hint: 'use {stem}, {name}, {split} and {n}',
    });
  }
  const digits = String(items.length).length;
  const taken = new Set<string>();
  const keyOf = (name: string, split: string): string => {
    const key = nameKey(hasPieces ? name.replace(SUFFIXES, '') : name);
    return hasSplitFolders ? `${nameKey(split)}/${key}` : key;
  };
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
    for (let number = 2; taken.has(keyOf(name, item.split)); number++) name = `${wanted}-${number}`;
    taken.add(keyOf(name, item.split));
    // The same text is held once.
    return name === item.stem ? item.stem : name;
  });
}

/** The name of an item of this file by the usual pattern, unless another one has it. */
export function flatStem(path: string): string {
  return flatName(stemOf(path));
}
