import type { MaskSource, TileAddress, TilePixels } from '../../../src/renderer/viewer/mask-source.ts';
import { channelsOf, tileRect } from '../../../src/renderer/viewer/tile-grid.ts';

const CLASSES = 12;
/** Sides of the fields, and every how many pixels a line of one pixel runs. */
const FIELD_PX = 96;
const LINE_EVERY_PX = 500;

/** A square mask that is made tile by tile, at every level, as a server would deliver it: nothing of it is held. */
export function largeSource(side: number): MaskSource {
  const source: MaskSource = {
    width: side,
    height: side,
    bytesPerLabel: 1,
    tileSide: 512,
    levelsOf: (layer) => (layer === 'labels' || layer === 'original' ? 16 : 0),
    loadTile: (address) => Promise.resolve(makeTile(source, address)),
    loadCertificate: () => Promise.resolve(undefined),
  };
  return source;
}

function makeTile(source: MaskSource, address: TileAddress): TilePixels {
  const { x, y, width, height } = tileRect(source, address);
  const channels = channelsOf(address.layer);
  const pixels = new Uint8Array(width * height * channels);
  const step = 2 ** address.level;
  for (let row = 0, at = 0; row < height; row++) {
    for (let column = 0; column < width; column++, at += channels) {
      pixels.fill(slotAt((x + column) * step, (y + row) * step, step), at, at + channels);
    }
  }
  return pixels;
}

function slotAt(x: number, y: number, step: number): number {
  if (x % LINE_EVERY_PX < step) return CLASSES - 1;
  return (Math.floor(x / FIELD_PX) * 5 + Math.floor(y / FIELD_PX) * 3) % (CLASSES - 1);
}

export const largeSlots: readonly number[] = Array.from({ length: CLASSES }, (_, slot) => slot);
