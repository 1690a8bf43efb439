import { originOf } from './camera.ts';
import type { ClassTable } from './class-table.ts';
import type { ViewLook, ViewMode } from './look.ts';
import type { CertificateGrid, MaskSource, PixelRect, PixelSize, TileAddress, TileLayer } from './mask-source.ts';
import { BORDER_PX, screenMap, type ScreenMap } from './screen-maps.ts';
import type { Tile } from './tile-cache.ts';
import { layerSize, topLevel } from './tile-grid.ts';
import type { Camera } from './viewer.ts';

/** Everything that a picture is drawn from; the same for both renderers. */
export interface Frame {
  /** In screen pixels. */
  readonly size: PixelSize;
  readonly bytesPerLabel: 1 | 2;
  readonly tileSide: number;
  readonly map: ScreenMap;
  readonly photoMap: ScreenMap | undefined;
  readonly views: Readonly<Partial<Record<TileLayer, TileView>>>;
  readonly certificate: CertificateGrid | undefined;
  readonly classes: ClassTable;
  readonly paint: Paint;
}

/** The look, in whole numbers. */
export interface Paint {
  readonly mode: Exclude<ViewMode, 'blink'>;
  /** The first screen column that shows the repaired mask in a wipe. */
  readonly wipeX: number;
  /** Whole, at least 1. */
  readonly originalGain: number;
  /** 0..255; 0 where no photo is to be seen. */
  readonly photoAlpha: number;
  /** 0xRRGGBB */
  readonly background: number;
  /** A step of a pattern is 2 to the power of this many screen pixels. */
  readonly patternShift: number;
  readonly showsPatterns: boolean;
  readonly showsLocks: boolean;
  readonly showsOutlines: boolean;
  /** Where patterns begin: the mask's top left, so that they move with it. */
  readonly patternX: number;
  readonly patternY: number;
  /** Whole screen pixels per pixel of the level drawn, at least 1. */
  readonly texelPx: number;
}

/** The tiles of a layer's level that are in view; row-major, undefined where nothing can be shown yet. */
export interface TileView {
  readonly firstColumn: number;
  readonly firstRow: number;
  readonly columns: number;
  readonly rows: number;
  readonly pages: readonly (TilePage | undefined)[];
}

/** A tile in the place of one of the view's level; `shift` levels coarser, where the right one is still on its way. */
interface TilePage {
  readonly tile: Tile;
  readonly shift: number;
}

export interface FrameRequest {
  readonly source: MaskSource;
  readonly camera: Camera;
  readonly size: PixelSize;
  readonly look: ViewLook;
  readonly classes: ClassTable;
  readonly certificate: CertificateGrid | undefined;
  /** Of a blink: which of the two is shown. */
  readonly showsOriginal: boolean;
  readonly pixelRatio: number;
  readonly peek: (address: TileAddress) => Tile | undefined;
  readonly has: (layer: TileLayer) => boolean;
}

/** A frame, and the tiles that it would be sharper with. */
export interface PlannedFrame {
  readonly frame: Frame;
  readonly shown: ReadonlySet<Tile>;
  readonly missing: readonly TileAddress[];
}

const MODE_LAYERS: Readonly<Record<ViewMode, readonly TileLayer[]>> = {
  original: ['labels', 'original'],
  repaired: ['labels'],
  wipe: ['labels', 'original'],
  blink: ['labels', 'original'],
  difference: ['labels', 'changed'],
  confidence: ['labels', 'confidence'],
  certificate: ['labels'],
};

export function planFrame(request: FrameRequest): PlannedFrame {
  const { source, camera, size, look } = request;
  const mask = layerSize(source, 'labels');
  const hasPhoto = look.showsPhoto && look.photoOpacity > 0 && request.has('photo');
  const map = screenMap(camera, size, { mask, layer: mask });
  const photoMap = hasPhoto ? screenMap(camera, size, { mask, layer: layerSize(source, 'photo') }) : undefined;
  const layers = MODE_LAYERS[look.mode].filter((layer) => request.has(layer));
  const plan = {
    views: {} as Partial<Record<TileLayer, TileView>>,
    shown: new Set<Tile>(),
    missing: [] as TileAddress[],
  };
  for (const layer of layers) plan.views[layer] = viewTiles(request, { layer, map }, plan);
  if (photoMap !== undefined) plan.views.photo = viewTiles(request, { layer: 'photo', map: photoMap }, plan);
  const frame: Frame = {
    size,
    bytesPerLabel: source.bytesPerLabel,
    tileSide: source.tileSide,
    map,
    photoMap,
    views: plan.views,
    certificate: request.certificate,
    classes: request.classes,
    paint: paintOf(request, { level: map.level, hasPhoto }),
  };
  return { frame, shown: plan.shown, missing: plan.missing };
}

function paintOf(
  { camera, size, look, showsOriginal, pixelRatio }: FrameRequest,
  { level, hasPhoto }: { level: number; hasPhoto: boolean },
): Paint {
  const origin = originOf(camera, size);
  const blink = showsOriginal ? 'original' : 'repaired';
  return {
    mode: look.mode === 'blink' ? blink : look.mode,
    wipeX: Math.round(look.wipeAt * size.width),
    originalGain: look.originalGain,
    photoAlpha: hasPhoto ? Math.round(255 * look.photoOpacity) : 0,
    background: look.background,
    patternShift: Math.max(0, Math.round(Math.log2(pixelRatio))),
    showsPatterns: look.showsPatterns,
    showsLocks: look.showsLocks,
    showsOutlines: look.style !== 'fill',
    patternX: origin.x,
    patternY: origin.y,
    texelPx: Math.max(1, Math.floor(camera.scale * 2 ** level + 1e-9)),
  };
}

/** What is shown where there is no mask. */
export function emptyFrame(size: PixelSize, background: number): Frame {
  const nothing = { first: -1, step: 0, rest: 0, bits: 0, count: 0 };
  const map = {
    level: 0,
    across: nothing,
    down: nothing,
    columns: new Int32Array(size.width + 2 * BORDER_PX).fill(-1),
    rows: new Int32Array(size.height + 2 * BORDER_PX).fill(-1),
  };
  const shown = { showsPatterns: false, showsLocks: false, showsOutlines: false };
  const place = { wipeX: 0, originalGain: 1, patternShift: 0, patternX: 0, patternY: 0, texelPx: 1 };
  return {
    size,
    bytesPerLabel: 1,
    tileSide: 512,
    map,
    photoMap: undefined,
    views: {},
    certificate: undefined,
    classes: { words: new Uint32Array(1024), unassigned: [0, 0, 0, 0] },
    paint: { mode: 'repaired', photoAlpha: 0, background, ...shown, ...place },
  };
}

interface Plan {
  readonly shown: Set<Tile>;
  readonly missing: TileAddress[];
}

function viewTiles(request: FrameRequest, at: { layer: TileLayer; map: ScreenMap }, plan: Plan): TileView {
  const { layer, map } = at;
  const { tileSide } = request.source;
  const across = tileRange(map.columns, tileSide);
  const down = tileRange(map.rows, tileSide);
  const pages: (TilePage | undefined)[] = [];
  for (let row = down.first; row < down.first + down.count; row++) {
    for (let column = across.first; column < across.first + across.count; column++) {
      const page = findPage(request, { layer, level: map.level, column, row });
      if (page !== undefined) plan.shown.add(page.tile);
      if (page === undefined || page.shift > 0 || page.tile.isStale) {
        plan.missing.push({ layer, level: map.level, column, row });
      }
      pages.push(page);
    }
  }
  return { firstColumn: across.first, firstRow: down.first, columns: across.count, rows: down.count, pages };
}

/** The tile itself, else the next coarser one in memory that shows the same place. */
function findPage({ source, peek }: FrameRequest, address: TileAddress): TilePage | undefined {
  for (let shift = 0; address.level + shift <= topLevel(source, address.layer); shift++) {
    const column = address.column >> shift;
    const row = address.row >> shift;
    const tile = peek({ layer: address.layer, level: address.level + shift, column, row });
    if (tile !== undefined) return { tile, shift };
  }
  return undefined;
}

function tileRange(map: Int32Array, tileSide: number): { first: number; count: number } {
  const begin = map.findIndex((place) => place >= 0);
  if (begin < 0) return { first: 0, count: 0 };
  const end = map.findLastIndex((place) => place >= 0);
  const first = Math.floor((map[begin] ?? 0) / tileSide);
  return { first, count: Math.floor((map[end] ?? 0) / tileSide) - first + 1 };
}

/** What of the last picture has to be drawn anew: all, only colours (where labels and camera are the same), or a part. */
export type Damage =
  { readonly kind: 'all' } | { readonly kind: 'colours' } | { readonly kind: 'part'; readonly rect: PixelRect };

/** Draws frames onto a canvas of its own. */
export interface Painter {
  readonly kind: 'webgl' | 'canvas';
  readonly canvas: HTMLCanvasElement;
  draw(frame: Frame, damage: Damage): void;
  /** A part of a tile was written to, in pixels of the tile. */
  tileWritten(tile: Tile, rect: PixelRect): void;
  tileDropped(tile: Tile): void;
  dispose(): void;
}
