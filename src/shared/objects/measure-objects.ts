import { findRegions } from '../mask/regions.ts';
import { NO_OBJECT } from '../model/segment.ts';

/** Where an object lies. */
export interface ObjectPlace {
  readonly number: number;
  readonly pixels: number;
  /** Connected parts, touching corners included. */
  readonly parts: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Its first pixel, row by row. */
  readonly at: readonly [x: number, y: number];
}

/** The objects that have pixels, by their first one. */
export function measureObjects(field: {
  readonly width: number;
  readonly height: number;
  readonly labels: Uint16Array;
}): ObjectPlace[] {
  const places = new Map<number, { -readonly [Key in keyof ObjectPlace]: ObjectPlace[Key] }>();
  for (const { label, pixels, left, top, right, bottom, first } of findRegions(field, 8).regions) {
    if (label === NO_OBJECT) continue;
    const place = places.get(label);
    if (place === undefined) {
      const at = [first % field.width, Math.floor(first / field.width)] as const;
      places.set(label, {
        number: label,
        pixels,
        parts: 1,
        x: left,
        y: top,
        width: right - left,
        height: bottom - top,
        at,
      });
      continue;
    }
    const [farX, farY] = [Math.max(place.x + place.width, right), Math.max(place.y + place.height, bottom)];
    place.pixels += pixels;
    place.parts++;
    place.x = Math.min(place.x, left);
    place.y = Math.min(place.y, top);
    place.width = farX - place.x;
    place.height = farY - place.y;
  }
  return [...places.values()];
}
