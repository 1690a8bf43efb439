import type { ClassPattern } from '../../shared/model/class-marking.ts';

/** How one class is drawn. Slots without a look are drawn as unassigned. */
export interface ClassLook {
  readonly slot: number;
  /** Colour on the screen, 0xRRGGBB. */
  readonly colour: number;
  /** The class's colour in the sources, 0xRRGGBB; what is nearest to it in the original counts as this class. */
  readonly sourceColour: number;
  readonly isVisible: boolean;
  /** Where any class is solo, only such classes are drawn. */
  readonly isSolo: boolean;
  /** 0..1 */
  readonly opacity: number;
  /** Width of its outline in screen pixels, 0..8; drawn inside the class. */
  readonly outlinePx: number;
  readonly pattern: ClassPattern;
  /** A locked class is marked by sparse dots while `showsLocks` is on. */
  readonly isLocked: boolean;
}

/**
 * `original`: the source as it is. `repaired`: the classes. `wipe`: original to the left of `wipeAt`, repaired to the
 * right. `blink`: the two in turn. `difference`: the repaired mask dimmed, with pixels lit whose class the repair or the
 * person changed from that of the nearest colour. `confidence`: how sure each pixel is. `certificate`: the state of each MCU.
 */
export const viewModes = ['original', 'repaired', 'wipe', 'blink', 'difference', 'confidence', 'certificate'] as const;
export type ViewMode = (typeof viewModes)[number];

export const classStyles = ['fill', 'outline', 'both'] as const;
export type ClassStyle = (typeof classStyles)[number];

/** Everything about the picture but its pixels, its classes and where the camera is. */
export interface ViewLook {
  readonly mode: ViewMode;
  readonly style: ClassStyle;
  /** Opacity of all fills together, 0..1, times that of each class. */
  readonly fillOpacity: number;
  readonly showsPhoto: boolean;
  /** Of the photo over the background, 0..1. */
  readonly photoOpacity: number;
  /** So many times as bright the original is shown, whole: low levels of grey would all look black. */
  readonly originalGain: number;
  /** 0 = left edge of the view, 1 = right edge. */
  readonly wipeAt: number;
  readonly blinkMs: number;
  /** Patterns are drawn; off, colours alone. */
  readonly showsPatterns: boolean;
  readonly showsLocks: boolean;
  /** Lines between pixels, from 8 screen pixels per mask pixel on. */
  readonly showsGrid: boolean;
  /** Behind and around the mask, 0xRRGGBB. */
  readonly background: number;
}

export const defaultLook: ViewLook = {
  mode: 'repaired',
  style: 'fill',
  fillOpacity: 1,
  showsPhoto: false,
  photoOpacity: 1,
  originalGain: 1,
  wipeAt: 0.5,
  blinkMs: 600,
  showsPatterns: false,
  showsLocks: false,
  showsGrid: true,
  background: 0x808080,
};
