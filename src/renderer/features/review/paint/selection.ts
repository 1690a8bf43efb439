import { create } from 'zustand';
import { areaPixels, boxOfArea } from '../../../../shared/edit/area-pixels.ts';
import type { AreaShape } from '../../../../shared/edit/edit-operation.ts';
import { text } from '../../../strings/text.ts';
import { tell } from '../../../ui/tell.tsx';
import type { PixelSize } from '../../../viewer/mask-source.ts';
import { currentPainting } from './current-painting.ts';
import { paintArea } from './area-paint.ts';

/** One byte each. */
const MOST_BOX_PIXELS = 64_000_000;

interface SelectionState {
  /** Where operations apply; undefined: to the whole mask. */
  readonly shape: AreaShape | undefined;
  readonly pixels: number;
}

export const useSelectionStore = create<SelectionState>(() => ({ shape: undefined, pixels: 0 }));

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
  useSelectionStore.setState(pixels === 0 ? { shape: undefined, pixels: 0 } : { shape, pixels });
  currentPainting()?.viewer.setSelection(pixels === 0 ? undefined : outline);
}

export function clearSelection(): void {
  useSelectionStore.setState({ shape: undefined, pixels: 0 });
  currentPainting()?.viewer.setSelection(undefined);
}

/** Paints the selected pixels with the class in hand. */
export async function fillSelection(): Promise<void> {
  const { shape } = useSelectionStore.getState();
  const painting = currentPainting();
  if (shape !== undefined && painting !== undefined) await paintArea(painting.viewer, painting.session, shape);
}
