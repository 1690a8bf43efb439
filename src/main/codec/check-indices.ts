import { MaskmendError } from '../../shared/errors.ts';
import { hasByteFrom } from './has-byte-from.ts';

/** Checks that every index of an indexed picture of this width has a colour; throws `corrupt-file` with the first that has none. */
export function checkIndices(indices: Uint8Array, colourTable: Uint8Array, width: number): void {
  const colours = colourTable.length / 3;
  if (colours > 255 || !hasByteFrom(indices, colours)) return;
  const place = indices.findIndex((index) => index >= colours);
  const [x, y] = [place % width, Math.floor(place / width)];
  throw new MaskmendError(
    'corrupt-file',
    `pixel (${x}, ${y}) has index ${indices[place]}, but the colour table ends at ${colours - 1}`,
  );
}
