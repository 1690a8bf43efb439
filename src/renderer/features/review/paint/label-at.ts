import type { PixelPoint } from '../../../viewer/viewer.ts';
import type { Painting } from './current-painting.ts';

/** The class or object of a pixel as it is shown; undefined beside the mask. */
export async function labelAt(
  { viewer, session: { source } }: Painting,
  { x, y }: PixelPoint,
): Promise<number | undefined> {
  if (x < 0 || y < 0 || x >= source.width || y >= source.height) return undefined;
  return (await viewer.readLabels({ x, y, width: 1, height: 1 }))[0];
}
