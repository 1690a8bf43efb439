import type { Rectangle } from '../edit/edit-operation.ts';
import type { Rgb } from '../model/palette.ts';

/** An object's number in its mask and the box round its pixels. */
interface PlacedObject extends Rectangle {
  readonly number: number;
}

/** Steps of hue, and lightnesses of each. */
const HUES = 12;
const LIGHTNESSES = [0.55, 0.75, 0.38] as const;
const COLOURS = HUES * LIGHTNESSES.length;
/** Coprime to the count of colours, so that numbers in a row go through all of them in large steps. */
const STRIDE = 7;
/** Beyond so many objects comparing all boxes takes too long: then only the numbers tell. */
const MOST_COMPARED = 6000;

/**
 * A colour for each object, by its number. The same number has the same colour in every mask, unless an object of a lower
 * number that has it, too, may touch this one (their boxes meet): then it gets the next one that is free there. So
 * neighbours differ, and an edit changes colours at most round about it.
 */
export function objectColours(objects: readonly PlacedObject[]): ReadonlyMap<number, Rgb> {
  const given: { readonly object: PlacedObject; readonly colour: number }[] = [];
  const colours = new Map<number, Rgb>();
  for (const object of objects.toSorted((a, b) => a.number - b.number)) {
    const wanted = (object.number * STRIDE) % COLOURS;
    const taken = new Set<number>();
    if (objects.length <= MOST_COMPARED) {
      for (const other of given) if (mayTouch(object, other.object)) taken.add(other.colour);
    }
    const colour = firstFree(wanted, taken);
    given.push({ object, colour });
    colours.set(object.number, colourOf(colour));
  }
  return colours;
}

function mayTouch(a: Rectangle, b: Rectangle): boolean {
  const isBeside = a.x > b.x + b.width || b.x > a.x + a.width;
  return !isBeside && a.y <= b.y + b.height && b.y <= a.y + a.height;
}

function firstFree(wanted: number, taken: ReadonlySet<number>): number {
  for (let step = 0; step < COLOURS; step++) {
    const colour = (wanted + step * STRIDE) % COLOURS;
    if (!taken.has(colour)) return colour;
  }
  return wanted;
}

/** By hue and lightness, after the definition of HSL. */
function colourOf(place: number): Rgb {
  const hue = place % HUES;
  const lightness = LIGHTNESSES[Math.floor(place / HUES)] ?? LIGHTNESSES[0];
  const reach = 0.75 * Math.min(lightness, 1 - lightness);
  const channel = (offset: number): number => {
    const k = (offset + hue * (12 / HUES)) % 12;
    return Math.round(255 * (lightness - reach * Math.max(-1, Math.min(k - 3, 9 - k, 1))));
  };
  return [channel(0), channel(8), channel(4)];
}
