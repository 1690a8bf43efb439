import type { Frame, TileView } from './frame.ts';
import type { PixelRect } from './mask-source.ts';
import { MISSING, OUTSIDE } from './paint-rules.ts';
import { BORDER_PX, type ScreenMap } from './screen-maps.ts';

/** The slot that every screen pixel shows, `OUTSIDE` or `MISSING`; with a border of `BORDER_PX` on every side. */
export interface ScreenLabels {
  readonly stride: number;
  readonly slots: Uint32Array;
}

export function emptyScreenLabels(size: Frame['size']): ScreenLabels {
  const stride = size.width + 2 * BORDER_PX;
  return { stride, slots: new Uint32Array(stride * (size.height + 2 * BORDER_PX)) };
}

/** Looks labels up for a rectangle of the view and for the border round it. */
export function fillScreenLabels({ stride, slots }: ScreenLabels, frame: Frame, rect: PixelRect): void {
  const { map } = frame;
  const read = tileReader(frame, frame.views.labels, map);
  for (let y = rect.y; y < rect.y + rect.height + 2 * BORDER_PX; y++) {
    const isRowOutside = (map.rows[y] ?? -1) < 0;
    for (let x = rect.x; x < rect.x + rect.width + 2 * BORDER_PX; x++) {
      slots[y * stride + x] = isRowOutside || (map.columns[x] ?? -1) < 0 ? OUTSIDE : read(x, y);
    }
  }
}

/**
 * Reads a layer of one value per pixel at a place of a screen map, which begins `BORDER_PX` beside the view and must show
 * the layer there. `MISSING` where the tile is not there yet.
 */
export function tileReader(frame: Frame, view: TileView | undefined, map: ScreenMap): (x: number, y: number) => number {
  const find = pageFinder(frame, view, map);
  return (x, y) => {
    const found = find(x, y);
    return found === undefined ? MISSING : (found.pixels[found.at] ?? MISSING);
  };
}

/** Reads RGBA as a word, likewise; undefined where the tile is not there yet. */
export function colourReader(
  frame: Frame,
  view: TileView | undefined,
  map: ScreenMap,
): (x: number, y: number) => number | undefined {
  const find = pageFinder(frame, view, map);
  return (x, y) => {
    const found = find(x, y);
    if (found === undefined) return undefined;
    const { pixels } = found;
    const at = 4 * found.at;
    const rgb = (pixels[at] ?? 0) | ((pixels[at + 1] ?? 0) << 8) | ((pixels[at + 2] ?? 0) << 16);
    return (rgb | ((pixels[at + 3] ?? 0) << 24)) >>> 0;
  };
}

interface Place {
  pixels: Uint8Array | Uint16Array;
  at: number;
}

function pageFinder(
  { tileSide }: Frame,
  view: TileView | undefined,
  { columns, rows }: ScreenMap,
): (x: number, y: number) => Place | undefined {
  if (view === undefined) return () => undefined;
  const bits = Math.log2(tileSide);
  // One object for all: this runs once for each screen pixel.
  const place: Place = { pixels: new Uint8Array(), at: 0 };
  return (x, y) => {
    const across = columns[x] ?? 0;
    const down = rows[y] ?? 0;
    if (across < 0 || down < 0) return undefined;
    const page = view.pages[((down >> bits) - view.firstRow) * view.columns + (across >> bits) - view.firstColumn];
    if (page === undefined) return undefined;
    place.pixels = page.tile.pixels;
    place.at = ((down >> page.shift) & (tileSide - 1)) * page.tile.width + ((across >> page.shift) & (tileSide - 1));
    return place;
  };
}
