import { create } from 'zustand';

/** What the pointer does in the viewer. */
export const tools = [
  'pan',
  'brush',
  'eraser',
  'fill',
  'region',
  'polygon',
  'lasso',
  'rectangle',
  'eyedropper',
] as const;
export type Tool = (typeof tools)[number];

/** Changes with parameters, shown before they are done. */
export const operations = ['replace', 'islands', 'smooth', 'grow', 'nearest', 'alternative'] as const;
export type Operation = (typeof operations)[number];

/** What can be used on objects; whoever takes up another tool wants to see classes. */
const objectTools: ReadonlySet<Tool> = new Set(['pan', 'polygon', 'lasso', 'rectangle']);

/** Shows objects in place of classes, or classes again. */
export function showObjects(isWanted: boolean): void {
  usePaintStore.setState(({ tool, operation }) => ({
    showsObjects: isWanted,
    isViewChosen: true,
    operation: isWanted ? undefined : operation,
    tool: isWanted && !objectTools.has(tool) ? 'pan' : tool,
  }));
}

/** Shows objects where nobody has said yet what is to be seen: of such a mask, classes alone may show one blot. */
export function offerObjects(): void {
  const { isViewChosen, tool, operation } = usePaintStore.getState();
  if (!isViewChosen && tool === 'pan' && operation === undefined) usePaintStore.setState({ showsObjects: true });
}

const MOST_SIZE_PX = 1024;

interface PaintState {
  readonly tool: Tool;
  readonly operation: Operation | undefined;
  /** How often one was opened: each time it takes the focus, be it on screen already or not. */
  readonly openings: number;
  /** Objects are shown in place of classes, each in a colour of its own, where the mask knows any: a click picks one. */
  readonly showsObjects: boolean;
  /** The person has said which of the two is to be seen. */
  readonly isViewChosen: boolean;
  /** Class that is painted with. */
  readonly slot: number | undefined;
  /** Diameter of brush and eraser in pixels of the mask. */
  readonly sizePx: number;
  readonly shape: 'round' | 'square';
  readonly connectivity: 4 | 8;
  /** What a flood fill goes by: the repaired labels, or the colours of the original. */
  readonly guide: 'labels' | 'colours';
  /** How far a channel may be from the pixel clicked, in levels of 255. */
  readonly tolerance: number;
  /** What closed shapes do: paint the class, or select the pixels. */
  readonly shapeUse: 'paint' | 'select';
  /** Painted over are these classes only; undefined: all. */
  readonly over: ReadonlySet<number> | undefined;
}

export const usePaintStore = create<PaintState>(() => ({
  tool: 'pan',
  operation: undefined,
  openings: 0,
  showsObjects: false,
  isViewChosen: false,
  slot: undefined,
  sizePx: 8,
  shape: 'round',
  connectivity: 4,
  guide: 'labels',
  tolerance: 24,
  shapeUse: 'paint',
  over: undefined,
}));

export function changePaint(
  change: Partial<Omit<PaintState, 'tool' | 'operation' | 'openings' | 'showsObjects' | 'isViewChosen'>>,
): void {
  usePaintStore.setState(change);
}

/** Takes up a tool; an operation that was being set up is dropped. */
export function takeTool(tool: Tool): void {
  usePaintStore.setState(({ showsObjects }) => ({
    tool,
    operation: undefined,
    showsObjects: showsObjects && objectTools.has(tool),
  }));
}

export function openOperation(operation: Operation | undefined): void {
  usePaintStore.setState(({ openings }) =>
    operation === undefined ? { operation } : { operation, openings: openings + 1, showsObjects: false },
  );
}

/** Grows or shrinks brush and eraser by a step that is felt at any size. */
export function stepSize(direction: 1 | -1): void {
  usePaintStore.setState(({ sizePx }) => ({ sizePx: nextSize(sizePx, direction) }));
}

export function nextSize(sizePx: number, direction: 1 | -1): number {
  const step = Math.max(1, Math.round(sizePx * 0.2));
  return Math.max(1, Math.min(MOST_SIZE_PX, sizePx + direction * step));
}

/** Forgets what belonged to another project. */
export function resetPaint(): void {
  usePaintStore.setState({
    tool: 'pan',
    operation: undefined,
    showsObjects: false,
    isViewChosen: false,
    slot: undefined,
    over: undefined,
  });
}
