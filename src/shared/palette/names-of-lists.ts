import { foundPalettes } from '../model/found-palettes.ts';
import type { Palette, PaletteClass } from '../model/palette.ts';
import { packColour } from './packed-colour.ts';
import { vocColour } from './presets/voc.ts';

/** A list of classes that lies beside masks. */
export interface ClassList {
  /** What its file is called. */
  readonly name: string;
  readonly palette: Palette;
}

/** What a list has to know of the classes that masks show, so that it is taken for theirs. */
const LEAST_KNOWN = 2;
const MADE_UP = /^class \d+$/;

/**
 * A palette that was found from masks, its classes called and their roles told as the lists do that know their colours
 * exactly (their numbers, where masks hold numbers). A colour that two classes of a list share, or that two lists call
 * differently, keeps the name it has. A list that knows one of several classes is taken for another set's, as is one that
 * does not know all numbers. Where one list knows all classes, and no file numbers them, they have its indices.
 * `hasOwnIndices`: the files number the classes themselves.
 */
export function nameByLists(found: Palette, lists: readonly ClassList[], hasOwnIndices: boolean): Palette {
  const shown = found.classes.filter(isShown);
  const known = lists
    .map(({ name, palette }) => ({ name, entries: entriesFor(found, palette) }))
    .filter(({ entries }) => isOfSet(entries, { found, shown }));
  const [first] = known;
  if (known.length === 0) return found;
  const named = new Map(
    found.classes.flatMap((entry) =>
      agreed(
        entry,
        known.map(({ entries }) => entries.get(entry)),
      ),
    ),
  );
  if (named.size === 0) return found;
  const isWhole = known.length === 1 && shown.every((entry) => named.has(entry)) && first.entries.size === named.size;
  const takesIndices = isWhole && found.coding === 'colour' && !hasOwnIndices;
  const count = named.size === found.classes.length ? 'names' : `${named.size} of ${found.classes.length} names`;
  const from = [...new Set(known.map(({ name }) => name))].join(' and ');
  return {
    ...found,
    source: `${foundPalettes.inferred}, ${count} from ${from}`,
    classes: withIndices(withNames(found.classes, named), takesIndices ? named : new Map(), found.classes),
  };
}

/** A class that some file shows; others a known set has besides. */
function isShown({ evidence }: PaletteClass): boolean {
  return evidence === undefined || evidence.pixels > 0;
}

type Named = ReadonlyMap<PaletteClass, PaletteClass>;

/** What a list calls the classes it knows; those it knows twice, or has no name for, are not among them. */
function entriesFor(found: Palette, list: Palette): Named {
  const keyOf = keyFor(found, list);
  if (keyOf === undefined) return new Map();
  const byKey = Map.groupBy(list.classes, keyOf);
  return new Map(
    found.classes.flatMap((entry) => {
      const same = byKey.get(keyOf(entry)) ?? [];
      return same.length === 1 && !MADE_UP.test(same[0].name) ? [[entry, same[0]] as const] : [];
    }),
  );
}

/** What classes of masks and list are known by: numbers where masks hold them and the list means them, else colours. */
function keyFor(found: Palette, list: Palette): ((entry: PaletteClass) => number) | undefined {
  if (found.coding !== 'grey-index') return ({ rgb }) => packColour(rgb);
  const isNumbers = list.coding === 'grey-index' || list.classes.every(hasVocColour);
  return isNumbers ? ({ index }) => index : undefined;
}

/** The colour that is given where none is stated. */
function hasVocColour({ rgb, index }: PaletteClass): boolean {
  return packColour(rgb) === packColour(vocColour(index));
}

function isOfSet(entries: Named, { found, shown }: { found: Palette; shown: readonly PaletteClass[] }): boolean {
  const known = shown.filter((entry) => entries.has(entry)).length;
  return known === shown.length || (found.coding !== 'grey-index' && known >= LEAST_KNOWN);
}

function agreed(
  entry: PaletteClass,
  told: readonly (PaletteClass | undefined)[],
): readonly (readonly [PaletteClass, PaletteClass])[] {
  const names = told.filter((one) => one !== undefined);
  const first = names.at(0);
  return first !== undefined && names.every(({ name }) => name === first.name) ? [[entry, first]] : [];
}

function withNames(classes: readonly PaletteClass[], named: Named): PaletteClass[] {
  const hasBackground = [...named.values()].some(({ role }) => role === 'background');
  return classes.map((entry) => {
    const told = named.get(entry);
    if (told !== undefined) return { ...entry, name: told.name, role: told.role };
    return hasBackground && entry.role === 'background' ? { ...entry, role: 'class' } : entry;
  });
}

/** The indices of a list; what it does not know has those that are free. */
function withIndices(
  classes: readonly PaletteClass[],
  named: Named,
  before: readonly PaletteClass[],
): readonly PaletteClass[] {
  if (named.size === 0) return classes;
  const taken = new Set([...named.values()].map(({ index }) => index));
  return classes.map((entry, place) => {
    const told = named.get(before[place]);
    if (told !== undefined) return { ...entry, index: told.index };
    let { index } = entry;
    while (taken.has(index)) index++;
    taken.add(index);
    return { ...entry, index };
  });
}
