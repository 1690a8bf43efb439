import { create } from 'zustand';
import { isText, remember, remembered } from './window-state.ts';

/** What is shown of a mask. */
export const lookModes = [
  'original',
  'repaired',
  'wipe',
  'blink',
  'difference',
  'confidence',
  'certificate',
] as const;
export type LookMode = (typeof lookModes)[number];

/** How a class is drawn: its area, its boundary, or both. */
export const drawStyles = ['fill', 'outline', 'both'] as const;
export type DrawStyle = (typeof drawStyles)[number];

/** How a class is shown in every mask, until the project is left. */
export interface ClassLook {
  readonly isVisible: boolean;
  readonly isSolo: boolean;
  /** 0..1 */
  readonly opacity: number;
}

interface LookState {
  readonly mode: LookMode;
  readonly style: DrawStyle;
  /** How much of the labels is seen over the photo, 0..1; 1 hides the photo. */
  readonly labelOpacity: number;
  /** Screen pixels. */
  readonly outlinePx: number;
  /** Where the wipe's line stands, 0..1 of the viewer's width. */
  readonly wipe: number;
  readonly isSideBySide: boolean;
  readonly hasLoupe: boolean;
  readonly hasMinimap: boolean;
  /** Those that are not as all others are. */
  readonly classes: ReadonlyMap<number, ClassLook>;
}

const plainLook: ClassLook = { isVisible: true, isSolo: false, opacity: 1 };

export const useLookStore = create<LookState>(() => ({
  mode: 'repaired',
  style: 'fill',
  labelOpacity: 1,
  outlinePx: 2,
  wipe: 0.5,
  isSideBySide: false,
  hasLoupe: false,
  hasMinimap: false,
  classes: new Map(),
}));

type Change = Partial<Omit<LookState, 'classes'>>;
const kept = ['style', 'isSideBySide', 'hasLoupe', 'hasMinimap'] as const;

/** Takes up what the window remembered of the last time. */
export function recallLook(): void {
  const style = remembered('review.style', isText);
  useLookStore.setState({
    ...(isDrawStyle(style) && { style }),
    isSideBySide: remembered('review.isSideBySide', isBoolean) ?? false,
    hasLoupe: remembered('review.hasLoupe', isBoolean) ?? false,
    hasMinimap: remembered('review.hasMinimap', isBoolean) ?? false,
  });
}

const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';
const isDrawStyle = (value: string | undefined): value is DrawStyle => drawStyles.some((style) => style === value);

export function changeLook(change: Change): void {
  useLookStore.setState(change);
  for (const name of kept) {
    const value = change[name];
    if (value !== undefined) remember(`review.${name}`, value);
  }
}

/** Forgets what belonged to another project. */
export function resetLook(): void {
  useLookStore.setState({ classes: new Map(), mode: 'repaired', wipe: 0.5 });
}

export function lookOfClass(classes: LookState['classes'], slot: number): ClassLook {
  return classes.get(slot) ?? plainLook;
}

export function changeClassLook(slot: number, change: Partial<ClassLook>): void {
  useLookStore.setState(({ classes }) => ({
    classes: new Map([...classes, [slot, { ...lookOfClass(classes, slot), ...change }]]),
  }));
}

export function showAllClasses(): void {
  useLookStore.setState({ classes: new Map() });
}
