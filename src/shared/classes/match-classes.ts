import type { Palette } from '../model/palette.ts';
import { isGrey } from '../palette/grey-coding.ts';
import { vocColour } from '../palette/presets/voc.ts';
import { type ProjectPalette, toProjectPalette } from '../model/project-palette.ts';

/**
 * A palette found anew beside the one there was: classes with the same pixels keep their slot, name, role, index and
 * shown colour; locked ones stay even where they were not found. New classes get new slots and free indices; where they
 * are numbers only, they are shown in the colours of VOC's map: as levels of grey, low ones would all be black.
 */
export function keepKnownClasses(found: Palette, before: ProjectPalette | undefined, nextSlot: number): ProjectPalette {
  const own = inColours(toProjectPalette(found));
  if (before?.coding !== found.coding) return withNewSlots(own, nextSlot);
  const key = (entry: ProjectPalette['classes'][number]): string =>
    found.coding === 'colour' ? entry.sourceRgb.join() : String(entry.sourceIndex);
  const known = new Map(before.classes.map((entry) => [key(entry), entry]));
  const merged = new Set(before.merged.map(key));
  const foundKeys = new Set(own.classes.map(key));
  const kept = before.classes.flatMap((entry) => {
    const again = own.classes.find((candidate) => key(candidate) === key(entry));
    if (again === undefined) return entry.isLocked ? [entry] : [];
    return [{ ...entry, ...(again.evidence && { evidence: again.evidence }) }];
  });
  const added = own.classes.filter((entry) => !known.has(key(entry)) && !merged.has(key(entry)));
  let slot = nextSlot;
  const indices = new Set(kept.map(({ index }) => index));
  const freeIndex = (wanted: number): number => {
    let index = wanted;
    while (indices.has(index)) index++;
    indices.add(index);
    return index;
  };
  const fresh = added.map((entry) => ({ ...entry, slot: slot++, index: freeIndex(entry.index) }));
  const intoKept = before.merged.filter(
    (entry) => foundKeys.has(key(entry)) && kept.some((one) => one.slot === entry.into),
  );
  return { ...own, classes: [...kept, ...fresh], merged: intoKept };
}

function inColours(palette: ProjectPalette): ProjectPalette {
  const { coding, classes } = palette;
  if (coding !== 'grey-index' || !classes.every(({ sourceRgb }) => isGrey(sourceRgb))) return palette;
  return { ...palette, classes: classes.map((entry) => ({ ...entry, rgb: vocColour(entry.sourceIndex) })) };
}

/**
 * A palette from a preset or a file in place of the one there was: classes with the same pixels keep their slots, so
 * that results stay, and take everything else from the new palette.
 */
export function takeOverClasses(wanted: Palette, before: ProjectPalette | undefined, nextSlot: number): ProjectPalette {
  const own = toProjectPalette(wanted);
  if (before?.coding !== wanted.coding) return withNewSlots(own, nextSlot);
  const unmatched = [...before.classes, ...before.merged];
  let slot = nextSlot;
  const classes = own.classes.map((entry) => {
    const place = unmatched.findIndex((other) => isSamePixels(entry, other, wanted.coding));
    if (place < 0) return { ...entry, slot: slot++ };
    const [match] = unmatched.splice(place, 1);
    return { ...entry, slot: match.slot };
  });
  return { ...own, classes };
}

function isSamePixels(
  a: ProjectPalette['classes'][number],
  b: ProjectPalette['classes'][number],
  coding: Palette['coding'],
): boolean {
  if (coding !== 'colour') return a.sourceIndex === b.sourceIndex;
  return a.sourceRgb.every((level, channel) => level === b.sourceRgb[channel]);
}

function withNewSlots(palette: ProjectPalette, nextSlot: number): ProjectPalette {
  return { ...palette, classes: palette.classes.map((entry, place) => ({ ...entry, slot: nextSlot + place })) };
}
