import type { ProjectClass } from '../../../../shared/contract/class-schemas.ts';
import { patternOf } from '../../../../shared/model/class-marking.ts';
import type { Rgb } from '../../../../shared/model/palette.ts';
import { viewOfClass, type useLookStore } from '../../../state/look-store.ts';
import type { ClassLook, ViewLook, ViewMode } from '../../../viewer/look.ts';

type LookState = ReturnType<typeof useLookStore.getState>;

const BLINK_MS = 600;

interface ClassViews {
  readonly views: LookState['classes'];
  /** Of classes that have no width of their own. */
  readonly outlinePx: number;
  /** Classes that have no pattern of their own get one. */
  readonly hasPatterns: boolean;
  /** In the mask's file classes stand by their index, as a level of grey. */
  readonly showsIndices: boolean;
}

/** How the viewer is to draw each class. */
export function classLooks(
  classes: readonly ProjectClass[],
  { views, outlinePx, hasPatterns, showsIndices }: ClassViews,
): readonly ClassLook[] {
  return classes.map(({ slot, rgb, sourceRgb, sourceIndex, isLocked, marking }) => ({
    slot,
    colour: packed(rgb),
    sourceColour: packed(showsIndices ? [sourceIndex, sourceIndex, sourceIndex] : sourceRgb),
    ...viewOfClass(views, slot),
    outlinePx: marking?.outlinePx ?? outlinePx,
    pattern: patternOf({ slot, marking }, hasPatterns),
    isLocked,
  }));
}

/** Where classes stand by their index, how many times as bright the file is shown: as levels, low indices look black. */
export function gainOfIndices(classes: readonly ProjectClass[], showsIndices: boolean): number {
  if (!showsIndices) return 1;
  const indices = classes.filter(({ role }) => role !== 'void').map(({ sourceIndex }) => sourceIndex);
  return Math.max(1, Math.floor(255 / Math.max(1, ...indices)));
}

const packed = ([red, green, blue]: Rgb): number => (red << 16) | (green << 8) | blue;

interface Surroundings {
  readonly hasPhoto: boolean;
  readonly hasPatterns: boolean;
  /** Whole, at least 1. */
  readonly originalGain: number;
  /** 0xRRGGBB */
  readonly background: number;
}

const marking: ReadonlySet<ViewMode> = new Set(['difference', 'confidence', 'certificate']);

/** How the viewer is to draw all of it. */
export function viewLook(look: LookState, surroundings: Surroundings): ViewLook {
  const { hasPhoto, hasPatterns, originalGain, background } = surroundings;
  const showsPhoto = hasPhoto && look.photoOpacity > 0;
  return {
    mode: look.mode,
    style: look.style,
    fillOpacity: showsPhoto ? look.labelOpacity : 1,
    showsPhoto,
    photoOpacity: look.photoOpacity,
    originalGain,
    wipeAt: look.wipe,
    blinkMs: BLINK_MS,
    // Where single pixels are marked on grey, lines of a pattern would hide them.
    showsPatterns: hasPatterns && !marking.has(look.mode),
    showsLocks: false,
    showsGrid: true,
    background,
  };
}
