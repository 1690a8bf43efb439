import type { ClassName } from '../sample-palette.ts';
import type { Region } from './region.ts';

/** Linear mixture of red, green and blue, 0..255, not rounded. */
export type Light = readonly [red: number, green: number, blue: number];

/** The light that a thing sends to a place of the photo, given what lies under it. */
export type Shade = (x: number, y: number, under: Light) => Light;

/** One thing painted over what is there already; without a label only the photo sees it (shadows, windows, markings). */
export interface Stroke {
  readonly region: Region;
  readonly shade: Shade;
  readonly label?: ClassName;
}

export interface Scene {
  readonly width: number;
  readonly height: number;
  /** The class where nothing was painted. */
  readonly ground: ClassName;
  /** Painted in this order. */
  readonly strokes: readonly Stroke[];
}
