import { create } from 'zustand';
import { type ClassStyle, classStyles, type ViewMode } from '../viewer/look.ts';
import { MOST_OUTLINE_PX } from '../../shared/model/class-marking.ts';
import { isText, isWidth, remember, remembered } from './window-state.ts';

/** How a class is shown in every mask, until the project is left. */
export interface ClassView {
  readonly isVisible: boolean;
  readonly isSolo: boolean;
  /** 0..1 */
  readonly opacity: number;
}

/** `here`: those that the mask holds first; `largest`: by their pixels in it; `palette`: as the palette has them. */
export const classOrders = ['here', 'largest', 'palette'] as const;
export type ClassOrder = (typeof classOrders)[number];

interface LookState {
  readonly mode: ViewMode;
  readonly style: ClassStyle;
  /** How much of the labels is seen over the photo, 0..1; at 1 fills hide it. */
  readonly labelOpacity: number;
  /** Of the photo beneath, 0..1; 0 shows none. */
  readonly photoOpacity: number;
  /** Screen pixels. */
  readonly outlinePx: number;
  /** Where the wipe's line stands, 0..1 of the viewer's width. */
  readonly wipe: number;
  readonly isSideBySide: boolean;
  readonly hasLoupe: boolean;
  readonly hasMinimap: boolean;
  /** Of a list of many. */
  readonly classOrder: ClassOrder;
  /** Those that are not as all others are. */
  readonly classes: ReadonlyMap<number, ClassView>;
}

const plainView: ClassView = { isVisible: true, isSolo: false, opacity: 1 };

export const useLookStore = create<LookState>(() => ({
  mode: 'repaired',
  style: 'fill',
  labelOpacity: 1,
  photoOpacity: 0,
  outlinePx: 2,
  wipe: 0.5,
  isSideBySide: false,
  hasLoupe: false,
  hasMinimap: false,
  classOrder: 'here',
  classes: new Map(),
}));

type Change = Partial<Omit<LookState, 'classes'>>;
const kept = ['style', 'isSideBySide', 'hasLoupe', 'hasMinimap', 'outlinePx', 'classOrder'] as const;

/** Takes up what the window remembered of the last time. */
export function recallLook(): void {
  const style = remembered('review.style', isText);
  const classOrder = remembered('review.classOrder', isText);
  const outlinePx = remembered('review.outlinePx', isWidth);
  useLookStore.setState({
    ...(isClassStyle(style) && { style }),
    ...(isClassOrder(classOrder) && { classOrder }),
    ...(outlinePx !== undefined && { outlinePx: Math.min(MOST_OUTLINE_PX, Math.round(outlinePx)) }),
    isSideBySide: remembered('review.isSideBySide', isBoolean) ?? false,
    hasLoupe: remembered('review.hasLoupe', isBoolean) ?? false,
    hasMinimap: remembered('review.hasMinimap', isBoolean) ?? false,
  });
}

const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';
const isClassOrder = (value: string | undefined): value is ClassOrder => classOrders.some((order) => order === value);
const isClassStyle = (value: string | undefined): value is ClassStyle => classStyles.some((style) => style === value);

export function changeLook(change: Change): void {
  useLookStore.setState(change);
  for (const name of kept) {
    const value = change[name];
    if (value !== undefined) remember(`review.${name}`, value);
  }
}

const HALF = 0.5;

/** Shows the photo so far; where fills would hide it, they let it through from now on. */
export function showPhoto(photoOpacity: number): void {
  useLookStore.setState(({ labelOpacity, photoOpacity: before, style }) => {
    const isHidden = before === 0 && labelOpacity === 1 && style !== 'outline';
    return { photoOpacity, ...(isHidden && photoOpacity > 0 && { labelOpacity: HALF }) };
  });
}

/** Forgets what belonged to another project. */
export function resetLook(): void {
  useLookStore.setState({ classes: new Map(), mode: 'repaired', wipe: 0.5 });
}

export function viewOfClass(classes: LookState['classes'], slot: number): ClassView {
  return classes.get(slot) ?? plainView;
}

export function changeClassView(slot: number, change: Partial<ClassView>): void {
  useLookStore.setState(({ classes }) => ({
    classes: new Map([...classes, [slot, { ...viewOfClass(classes, slot), ...change }]]),
  }));
}

export function showAllClasses(): void {
  useLookStore.setState({ classes: new Map() });
}
