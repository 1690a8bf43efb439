import type { Palette, Rgb } from '../model/palette.ts';
import { type FlatColour, isClaimed, nearestRgb } from '../palette/claimed-colours.ts';
import { gatherEvidence } from './gather-evidence.ts';
import type { MaskContent } from './mask-content.ts';
import type { MaskRepair } from './mask-repair.ts';

/** A mask with a smaller share of uncertain pixels is not looked at: its palette fits. */
const UNCERTAIN_SHARE = 0.05;
/** Flat areas of other colours that are a smaller share of the mask are told by their certainty alone. */
const FOREIGN_SHARE = 0.02;
const NAMED_COLOURS = 3;

/** The same repair; of a mask with whole areas in colours that no class has, it says so. */
export function withForeignColours(mask: MaskRepair, content: MaskContent, palette: Palette): MaskRepair {
  const { width, height } = mask.labelMap;
  if (mask.verdict.kind === 'not-a-mask' || mask.uncertainPixels <= UNCERTAIN_SHARE * width * height) return mask;
  const { space, witnesses } = gatherEvidence(content, false);
  const foreign = witnesses.filter((witness) => !isClaimed({ ...witness, space }, palette));
  const pixels = foreign.reduce((sum, witness) => sum + witness.pixels, 0);
  if (pixels < FOREIGN_SHARE * width * height) return mask;
  const sorted = foreign.toSorted((a, b) => b.pixels - a.pixels).map((witness) => colourOf({ ...witness, space }));
  const colours = [...new Map(sorted.map((colour) => [String(colour), colour])).values()];
  const named = colours.slice(0, NAMED_COLOURS);
  const warning = { kind: 'foreign-colours', colours: named, more: colours.length - named.length, pixels } as const;
  return { ...mask, warnings: [...mask.warnings, warning] };
}

function colourOf(colour: FlatColour): number | Rgb {
  return colour.space === 'grey' ? Math.round((colour.low[0] + colour.high[0]) / 2) : nearestRgb(colour);
}
