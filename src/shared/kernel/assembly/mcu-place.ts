// The MCU that is worked on.
import { cellHeight, cellWidth, height, mcuHeight, mcuWidth, width } from './picture';

export let column: i32 = 0;
export let mcuRow: i32 = 0;
/** Its bounds in pixels, clipped to the picture, and its cells. */
export let left: i32 = 0;
export let top: i32 = 0;
export let right: i32 = 0;
export let bottom: i32 = 0;
export let cellsWide: i32 = 0;
export let cellsHigh: i32 = 0;

export function goTo(mcuColumn: i32, row: i32): void {
  column = mcuColumn;
  mcuRow = row;
  left = mcuColumn * mcuWidth;
  top = row * mcuHeight;
  right = min(left + mcuWidth, width);
  bottom = min(top + mcuHeight, height);
  cellsWide = (right - left + cellWidth - 1) >> ctz(cellWidth);
  cellsHigh = (bottom - top + cellHeight - 1) >> ctz(cellHeight);
}
