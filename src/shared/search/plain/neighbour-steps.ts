import { WINDOW_SIDE } from '../mcu-loader.ts';

/** From a place in the window to its eight neighbours. */
export const neighbourSteps = [
  1,
  -1,
  WINDOW_SIDE,
  -WINDOW_SIDE,
  WINDOW_SIDE + 1,
  1 - WINDOW_SIDE,
  WINDOW_SIDE - 1,
  -WINDOW_SIDE - 1,
];
