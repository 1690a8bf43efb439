import { create } from 'zustand';
import { areaPixels, boxOfArea } from '../../../../shared/edit/area-pixels.ts';
import type { AreaShape, Rectangle } from '../../../../shared/edit/edit-operation.ts';
import { text } from '../../../strings/text.ts';
import { tell } from '../../../ui/tell.tsx';
import type { PixelSelection, PixelSize } from '../../../viewer/mask-source.ts';
import { currentPainting } from './current-painting.ts';

/** One byte each. */
const MOST_BOX_PIXELS = 64_000_000;

interface SelectionState {
  /** Where tools and operations may change something; undefined: in the whole mask. */
  readonly shape: AreaShape | undefined;
  /** Its pixels, in their box. */
  readonly outline: PixelSelection | undefined;
  readonly pixels: number;
}

const nothing: SelectionState = { shape: undefined, outline: undefined, pixels: 0 };

export const useSelectionStore = create<SelectionState>(() => nothing);

export const hasSelection = (): boolean => useSelectionStore.getState().shape !== undefined;

/** Selects the pixels of a shape; one that holds none selects nothing. */
export function select(shape: AreaShape, size: PixelSize): void {
  const box = boxOfArea(shape, size);
  if (box !== undefined && box.width * box.height > MOST_BOX_PIXELS) {
    tell({ level: 'info', title: text.paint.selectionTooLarge });
    return;
  }
  const outline = box === undefined ? undefined : { ...box, mask: areaPixels(shape, box) };
  const pixels = outline?.mask.reduce((sum, pixel) => sum + pixel, 0) ?? 0;
  useSelectionStore.setState(pixels === 0 ? nothing : { shape, outline, pixels });
  currentPainting()?.viewer.setSelection(pixels === 0 ? undefined : outline);
}

export function clearSelection(): void {
  useSelectionStore.setState(nothing);
  currentPainting()?.viewer.setSelection(undefined);
}

/** What the services are told of it. */
export function withinSelection(): { readonly within?: AreaShape } {
  const { shape } = useSelectionStore.getState();
  return shape === undefined ? {} : { within: shape };
}

/** The pixels of a box that are selected as well: 1 for each, row-major. */
export function selectedOf(pixels: Uint8Array, box: Rectangle): Uint8Array {
  const { outline } = useSelectionStore.getState();
  if (outline === undefined) return pixels;
  return pixels.map((inside, at) => {
    const column = box.x + (at % box.width) - outline.x;
    const row = box.y + Math.floor(at / box.width) - outline.y;
    const isOver = column >= 0 && column < outline.width && row >= 0 && row < outline.height;
    return isOver && outline.mask[row * outline.width + column] === 1 ? inside : 0;
  });
}
