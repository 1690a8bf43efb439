import type { RepairWarning } from '../model/repair-warning.ts';
import type { FileFacts } from '../model/file-facts.ts';
import type { ObjectSource } from '../model/object-source.ts';
import { type Palette, type PaletteClass, type Rgb } from '../model/palette.ts';
import { kindOf } from '../palette/file-kind.ts';
import { inferPalette } from '../palette/infer-palette.ts';
import { packColour } from '../palette/packed-colour.ts';
import { gatherEvidence } from '../repair/gather-evidence.ts';
import type { ShouldStop } from '../should-stop.ts';
import type { MaskContent } from '../repair/mask-content.ts';
import { settleColours, withColours } from './settle-colours.ts';
import { isTooLargeForSolid, solidColours } from './solid-colours.ts';

/** The values of one mask that names objects, as a palette of its own, and what each of them is. */
export interface OwnPalette {
  readonly palette: Palette;
  /** By slot of the palette. */
  readonly ids: ReadonlyMap<number, number>;
  /** What was not looked for, for the person. */
  readonly warnings: readonly RepairWarning[];
}

/**
 * The palette of one file: its own values, or, where it is lossy and a list says which there are, those. Throws
 * invalid-palette where the file shows none, cancelled when `shouldStop` turns true.
 */
export function ownPalette(
  content: MaskContent,
  source: Pick<ObjectSource, 'reading' | 'classes' | 'leftOut'>,
  { channels, shouldStop }: { readonly channels: FileFacts['channels']; readonly shouldStop: ShouldStop },
): OwnPalette {
  const evidence = gatherEvidence(content);
  const isListed = source.classes.kind === 'listed' && source.reading === 'id24' && kindOf(evidence) !== 'hard';
  const palette = isListed ? listedPalette(source) : withSmallObjects(inferPalette([evidence]), content, shouldStop);
  return {
    palette,
    warnings: !isListed && isTooLarge(content, palette) ? [{ kind: 'small-objects' }] : [],
    ids: new Map(palette.classes.map((entry) => [entry.slot, idOf(entry, palette, { source, channels })])),
  };
}

/** Objects that fill no MCU of a JPEG are classes of no file, but objects of this one. */
function withSmallObjects(palette: Palette, content: MaskContent, shouldStop: ShouldStop): Palette {
  if (content.kind !== 'jpeg' || palette.coding !== 'colour' || isTooLargeForSolid(content.image)) return palette;
  const { classes } = palette;
  const found = solidColours(
    content.image,
    classes.map(({ rgb }) => rgb),
    shouldStop,
  );
  return settleColours(content.image, withColours(palette, found), shouldStop);
}

function isTooLarge(content: MaskContent, { coding }: Palette): boolean {
  return content.kind === 'jpeg' && coding === 'colour' && isTooLargeForSolid(content.image);
}

/** red + 256 green + 65536 blue. */
function idOfColour([red, green, blue]: Rgb): number {
  return red + 256 * green + 65_536 * blue;
}

function colourOfId(id: number): Rgb {
  return [id & 255, (id >> 8) & 255, (id >> 16) & 255];
}

function listedPalette({ classes, leftOut }: Pick<ObjectSource, 'classes' | 'leftOut'>): Palette {
  const listed = classes.kind === 'listed' ? classes.slots.map(([id]) => id) : [];
  const ids = [...new Set([...leftOut, ...listed])].filter((id) => id < 2 ** 24);
  const entries = ids.map((id, slot): PaletteClass => {
    return { slot, name: String(id), index: slot, rgb: colourOfId(id), role: 'class' };
  });
  return { coding: 'colour', source: 'list of segments', classes: entries };
}

function idOf(
  { rgb, index }: PaletteClass,
  { coding }: Palette,
  { source, channels }: { readonly source: Pick<ObjectSource, 'reading'>; readonly channels: FileFacts['channels'] },
): number {
  if (source.reading === 'id24') return idOfColour(rgb);
  return coding === 'colour' && channels !== 'indexed' ? packColour(rgb) : index;
}
