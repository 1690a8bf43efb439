import type { CertificateGrid, TileLayer } from './mask-source.ts';
import type { NearestSlot } from './nearest-slot.ts';
import { readPixels } from './read-pixels.ts';
import type { TileStore } from './tile-store.ts';
import type { PixelFacts, PixelPoint } from './viewer.ts';

interface FactsFrom {
  readonly store: TileStore;
  readonly nearest: NearestSlot | undefined;
  readonly certificate: CertificateGrid | undefined;
}

interface HowRead {
  readonly signal: AbortSignal;
  readonly isSwift: boolean;
}

/** Everything that the source knows of a pixel of the mask; `isSwift`: but what the original is like. */
export async function readPixelFacts(from: FactsFrom, { x, y }: PixelPoint, how: HowRead): Promise<PixelFacts> {
  const { signal, isSwift } = how;
  const { store, nearest, certificate } = from;
  const read = async (layer: TileLayer): Promise<readonly number[] | undefined> => {
    if (!store.has(layer) || (isSwift && layer === 'original')) return undefined;
    return [...(await readPixels(store, { layer, rect: { x, y, width: 1, height: 1 } }, signal))];
  };
  const [labels, original, confidence] = await Promise.all([read('labels'), read('original'), read('confidence')]);
  const [red = 0, green = 0, blue = 0, alpha = 0] = original ?? [];
  return {
    x,
    y,
    slot: labels?.[0] ?? 0,
    original: original === undefined ? undefined : [red, green, blue, alpha],
    slotBefore: original === undefined ? undefined : nearest?.(red, green, blue),
    confidence: confidence?.[0],
    certificate: stateAt(certificate, { x, y }),
  };
}

function stateAt(grid: CertificateGrid | undefined, { x, y }: PixelPoint): number | undefined {
  if (grid === undefined) return undefined;
  return grid.states[Math.floor(y / grid.mcuHeight) * grid.columns + Math.floor(x / grid.mcuWidth)];
}
