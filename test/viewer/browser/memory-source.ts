import { halvePixels, rankSlots } from '../../../src/renderer/viewer/halve-pixels.ts';
import {
  type CertificateGrid,
  type MaskSource,
  type PixelSize,
  type TileAddress,
  type TileLayer,
  tileLayers,
  type TilePixels,
} from '../../../src/renderer/viewer/mask-source.ts';
import { channelsOf, tileRect } from '../../../src/renderer/viewer/tile-grid.ts';

/** Whole layers of level 0, row-major. */
export interface MemoryMask extends PixelSize {
  readonly labels: Uint8Array | Uint16Array;
  readonly original?: Uint8Array | undefined;
  readonly photo?: Uint8Array | undefined;
  readonly photoSize?: PixelSize | undefined;
  readonly confidence?: Uint8Array | undefined;
  readonly certificate?: CertificateGrid | undefined;
}

export interface MemorySource extends MaskSource {
  /** Every tile that was asked for, in order. */
  readonly asked: TileAddress[];
  /** Ends the loads that wait, when `waits` is set; one answer each. */
  readonly release: () => void;
}

export interface MemoryOptions {
  readonly tileSide: number;
  /** Of each layer that is there; the viewer makes the others. */
  readonly levels?: number;
  /** Loads wait until they are released. */
  readonly waits?: boolean;
  /** What the labels are cannot be had. */
  readonly fails?: TileLayer;
}

/** A source whose pixels lie in memory; labels are read when a tile is asked for, so that a test may change them. */
export function memorySource(
  mask: MemoryMask,
  { tileSide, levels = 1, waits = false, fails }: MemoryOptions,
): MemorySource {
  const asked: TileAddress[] = [];
  let waiting: (() => void)[] = [];
  const source: MemorySource = {
    width: mask.width,
    height: mask.height,
    bytesPerLabel: mask.labels instanceof Uint16Array ? 2 : 1,
    tileSide,
    photoSize: mask.photoSize,
    pixelsOfSlot: countSlots(mask.labels),
    asked,
    release: () => {
      const now = waiting;
      waiting = [];
      for (const answer of now) answer();
    },
    levelsOf: (layer) => (layer !== 'changed' && mask[layer] !== undefined ? levels : 0),
    loadTile: async (address, signal) => {
      asked.push(address);
      const pixels = cutTile(source, mask, address);
      if (waits) {
        await new Promise<void>((resolve) => {
          waiting.push(resolve);
        });
      }
      signal.throwIfAborted();
      if (address.layer === fails) throw new Error(`no ${address.layer} today`);
      return pixels;
    },
    loadCertificate: () => Promise.resolve(mask.certificate),
  };
  return source;
}

function countSlots(labels: Uint8Array | Uint16Array): Map<number, number> {
  const counts = new Map<number, number>();
  for (const slot of labels) counts.set(slot, (counts.get(slot) ?? 0) + 1);
  return counts;
}

function cutTile(source: MaskSource, mask: MemoryMask, address: TileAddress): TilePixels {
  const rect = tileRect(source, address);
  const whole = levelOf(source, mask, address);
  const channels = channelsOf(address.layer);
  const length = rect.width * rect.height * channels;
  const pixels = whole.pixels instanceof Uint16Array ? new Uint16Array(length) : new Uint8Array(length);
  for (let y = 0; y < rect.height; y++) {
    const from = ((rect.y + y) * whole.width + rect.x) * channels;
    pixels.set(whole.pixels.subarray(from, from + rect.width * channels), y * rect.width * channels);
  }
  return pixels;
}

interface Whole extends PixelSize {
  readonly pixels: TilePixels;
}

function levelOf(source: MaskSource, mask: MemoryMask, { layer, level }: TileAddress): Whole {
  const size = layer === 'photo' ? (mask.photoSize ?? mask) : mask;
  let whole: Whole = { width: size.width, height: size.height, pixels: layerPixels(mask, layer) };
  const ranks = rankSlots(source.pixelsOfSlot, source.bytesPerLabel);
  for (let at = 0; at < level; at++) {
    const [width, height] = [Math.ceil(whole.width / 2), Math.ceil(whole.height / 2)];
    const length = width * height * channelsOf(layer);
    const to = {
      width,
      height,
      pixels: whole.pixels instanceof Uint16Array ? new Uint16Array(length) : new Uint8Array(length),
    };
    halvePixels(
      layer,
      { from: whole, part: { x: 0, y: 0, width: whole.width, height: whole.height }, to, toX: 0, toY: 0 },
      ranks,
    );
    whole = to;
  }
  return whole;
}

function layerPixels(mask: MemoryMask, layer: TileLayer): TilePixels {
  const pixels = layer === 'changed' ? undefined : mask[layer];
  if (pixels === undefined) throw new Error(`this mask has no ${layer}: ${tileLayers.join(', ')}`);
  return pixels;
}
