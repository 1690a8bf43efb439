import type { Palette, PaletteClass } from '../model/palette.ts';
import { channelDistance } from './channel-distance.ts';

/** Colours nearer than this in every channel are one colour after a coarse JPEG. */
const NEAR_LEVELS = 8;
/** Every pair is looked at: beyond this many classes (instance masks) near colours are no news and cost too much. */
const MOST_CLASSES_COMPARED = 1000;

/** Two classes whose colours are the same or a few levels apart. */
export interface NearClasses {
  readonly a: PaletteClass;
  readonly b: PaletteClass;
  /** Largest difference of a channel, 0 for one colour. */
  readonly distance: number;
}

/** Pairs of near colours in a palette whose masks hold colours. */
export function nearClasses({ classes, coding }: Palette): NearClasses[] {
  if (coding !== 'colour' || classes.length > MOST_CLASSES_COMPARED) return [];
  return classes.flatMap((a, place) =>
    classes.slice(place + 1).flatMap((b) => {
      const distance = channelDistance(a.rgb, b.rgb);
      return distance < NEAR_LEVELS ? [{ a, b, distance }] : [];
    }),
  );
}
