import type { KeptClass } from '../../../shared/model/dataset.ts';
import type { Palette, PaletteClass } from '../../../shared/model/palette.ts';
import type { WholeContext } from '../format.ts';
import { thingsOf } from '../reading/class-table.ts';
import { jsonFields, withFields } from '../reading/json-fields.ts';

/** The categories of a file as JSON. */
interface CocoCategories {
  readonly texts: readonly string[];
  /** Id by slot. */
  readonly ids: ReadonlyMap<number, string>;
}

/** The index of a class is its category; where a class has index 0, which means nothing in COCO, all are one more. */
export function categoryIds(palette: Palette): ReadonlyMap<number, number> {
  const things = thingsOf(palette);
  const step = things.some(({ index }) => index === 0) ? 1 : 0;
  return new Map(things.map(({ slot, index }) => [slot, index + step]));
}

/** Categories that came from COCO as they came, with their ids unless others would have the same; then the new ones. */
export function cocoCategories({ palette, kept }: WholeContext): CocoCategories {
  const own = new Map(kept?.classes.map((entry) => [entry.slot, entry]));
  const written = palette.classes
    .filter(({ slot, role }) => role === 'class' || own.has(slot))
    .sort((a, b) => placeOf(a, kept?.classes) - placeOf(b, kept?.classes) || a.index - b.index);
  const byIndex = new Map([...categoryIds(palette)].map(([slot, id]) => [slot, String(id)]));
  const asTheyWere = new Map(written.map((entry) => [entry.slot, ownId(entry, own) ?? byIndex.get(entry.slot) ?? '0']));
  const areDifferent = new Set(asTheyWere.values()).size === asTheyWere.size;
  const ids = areDifferent ? asTheyWere : byIndex;
  const texts = written.flatMap((entry) => {
    const id = ids.get(entry.slot);
    return id === undefined ? [] : textOf(entry, id, own.get(entry.slot));
  });
  return { texts, ids };
}

function placeOf({ slot }: PaletteClass, kept: readonly KeptClass[] = []): number {
  const place = kept.findIndex((entry) => entry.slot === slot);
  return place < 0 ? kept.length : place;
}

/** The id that a class had, unless it has got another index since. */
function ownId({ slot, index }: PaletteClass, kept: ReadonlyMap<number, KeptClass>): string | undefined {
  const own = kept.get(slot);
  return own?.index === index ? fieldOf(own.text, 'id') : undefined;
}

function fieldOf(text: string, name: string): string | undefined {
  const field = jsonFields(text).findLast(({ key }) => key === name);
  return field && text.slice(field.start, field.end);
}

function textOf({ name, rgb }: PaletteClass, id: string, own: KeptClass | undefined): string {
  if (own === undefined) return `{"id":${id},${JSON.stringify({ name, supercategory: '', color: rgb }).slice(1)}`;
  return withFields(own.text, {
    ...(fieldOf(own.text, 'id') !== id && { id }),
    ...(own.name !== name && { name: JSON.stringify(name) }),
    ...(String(own.rgb) !== String(rgb) && { color: JSON.stringify(rgb) }),
  });
}
