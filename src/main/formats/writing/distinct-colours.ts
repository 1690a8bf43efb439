import type { ExportRemark } from '../../../shared/model/export-remark.ts';
import type { Palette, PaletteClass, Rgb } from '../../../shared/model/palette.ts';
import { packColour } from '../../../shared/palette/packed-colour.ts';
import { vocColour } from '../../../shared/palette/presets/voc.ts';

/** The classes for masks that hold nothing but colours: of those that share one, the later get another. */
export function withDistinctColours(palette: Palette): Palette {
  const taken = new Set<number>();
  const used = new Set(palette.classes.map(({ rgb }) => packColour(rgb)));
  const classes = palette.classes.map((entry): PaletteClass => {
    const rgb = taken.has(packColour(entry.rgb)) ? freeColour(used) : entry.rgb;
    taken.add(packColour(rgb));
    used.add(packColour(rgb));
    return { ...entry, rgb };
  });
  return { ...palette, classes };
}

/** The first of VOC's colours that is not among these. */
export function freeColour(used: ReadonlySet<number>): Rgb {
  let number = 1;
  while (used.has(packColour(vocColour(number)))) number++;
  return vocColour(number);
}

/** Told before masks are written with `withDistinctColours`. */
export function sharedColourWarnings(palette: Palette): ExportRemark[] {
  return withDistinctColours(palette).classes.flatMap(({ name, rgb }, i) =>
    packColour(rgb) === packColour(palette.classes[i].rgb) ? [] : [{ kind: 'colour-of-another', class: name, rgb }],
  );
}
