import type { ComponentModel, ForwardModel } from './forward-model.ts';

/** Labels of the whole picture as positions in the palette, row-major. */
export type Labels = Uint8Array | Uint16Array;

/** A block of one component: its column and row among the component's blocks. */
export interface BlockPosition {
  readonly column: number;
  readonly row: number;
}

/**
 * The 64 samples, less 128, that libjpeg makes for a block out of labels (jcsample.c): edges replicated as it does, the
 * last column of the picture to the right, the last down-sampled row to the bottom; sums of two rounded by 0, 1, 0, 1,
 * of four by 1, 2, 1, 2 along a row, all others to the nearest.
 */
export function sampleBlock(
  model: ForwardModel,
  part: ComponentModel,
  at: BlockPosition,
  labels: Labels,
  out: Int32Array,
): void {
  if (part.ratioX === 1 && part.ratioY === 1) sampleFull(model, part, at, labels, out);
  else sampleReduced(model, part, at, labels, out);
}

/**
 * The samples, less 128, of the pixels under a block of a component that is reduced by the transform; row by row, 8 or 16
 * by 8 or 16. Beyond the picture its last column and row are replicated.
 */
export function fullBlock(
  model: ForwardModel,
  part: ComponentModel,
  at: BlockPosition,
  labels: Labels,
  out: Int32Array,
): { readonly wide: 8 | 16; readonly high: 8 | 16 } {
  const { width, height } = model.image;
  const wide = part.ratioX === 2 ? 16 : 8;
  const high = part.ratioY === 2 ? 16 : 8;
  for (let y = 0, to = 0; y < high; y++) {
    const line = Math.min(at.row * high + y, height - 1) * width;
    for (let x = 0; x < wide; x++)
      out[to++] = part.codes[labels[line + Math.min(at.column * wide + x, width - 1)]] - 128;
  }
  return { wide, high };
}

function sampleFull(
  model: ForwardModel,
  part: ComponentModel,
  at: BlockPosition,
  labels: Labels,
  out: Int32Array,
): void {
  const { width, height } = model.image;
  const { codes } = part;
  const left = at.column * 8;
  const top = at.row * 8;
  const isInside = left + 8 <= width && top + 8 <= height;
  for (let y = 0, k = 0; y < 8; y++) {
    const row = Math.min(top + y, height - 1) * width;
    if (isInside) for (let x = left; x < left + 8; x++) out[k++] = codes[labels[row + x]] - 128;
    else for (let x = left; x < left + 8; x++) out[k++] = codes[labels[row + Math.min(x, width - 1)]] - 128;
  }
}

function sampleReduced(
  model: ForwardModel,
  part: ComponentModel,
  at: BlockPosition,
  labels: Labels,
  out: Int32Array,
): void {
  const { width, height } = model.image;
  const isInside = (at.column + 1) * 8 * part.ratioX <= width && (at.row + 1) * 8 * part.ratioY <= height;
  if (isInside && part.ratioX === 2 && part.ratioY === 2) {
    sampleHalved(part.codes, labels, { first: at.row * 16 * width + at.column * 16, width }, out);
    return;
  }
  for (let y = 0, k = 0; y < 8; y++) {
    const row = Math.min(at.row * 8 + y, part.height - 1);
    for (let x = 0; x < 8; x++) out[k++] = cellMean(model, part, at.column * 8 + x, row, labels) - 128;
  }
}

/** The usual case, 2 x 2 inside the picture. */
function sampleHalved(
  codes: Uint8Array,
  labels: Labels,
  from: { first: number; width: number },
  out: Int32Array,
): void {
  const { first, width } = from;
  for (let y = 0, k = 0; y < 8; y++) {
    let above = first + 2 * y * width;
    for (let x = 0; x < 8; x++, above += 2) {
      const below = above + width;
      const sum = codes[labels[above]] + codes[labels[above + 1]] + codes[labels[below]] + codes[labels[below + 1]];
      out[k++] = ((sum + 1 + (x & 1)) >> 2) - 128;
    }
  }
}

/** The down-sampled value of one cell. `row` is below the component's height; the column may lie in the padding. */
function cellMean(model: ForwardModel, part: ComponentModel, column: number, row: number, labels: Labels): number {
  const { width, height } = model.image;
  const { ratioX, ratioY, codes } = part;
  let sum = 0;
  for (let j = 0; j < ratioY; j++) {
    const line = Math.min(row * ratioY + j, height - 1) * width;
    for (let i = 0; i < ratioX; i++) sum += codes[labels[line + Math.min(column * ratioX + i, width - 1)]];
  }
  return roundCell(sum, part, column);
}

/** libjpeg's rounding of a sum of `ratioX * ratioY` samples; `column` is the cell's column. */
export function roundCell(
  sum: number,
  part: { readonly ratioX: number; readonly ratioY: number },
  column: number,
): number {
  const { ratioX, ratioY } = part;
  if (ratioX === 2 && ratioY === 2) return (sum + 1 + (column & 1)) >> 2;
  if (ratioX === 2 && ratioY === 1) return (sum + (column & 1)) >> 1;
  const count = ratioX * ratioY;
  return Math.floor((sum + (count >> 1)) / count);
}
