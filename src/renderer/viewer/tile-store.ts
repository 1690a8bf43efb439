import { halvePixels, type PixelBlock, rankSlots, type SlotRanks } from './halve-pixels.ts';
import { type PatchTarget, writePatch } from './label-patches.ts';
import type { LoadQueue } from './load-queue.ts';
import type { MaskSource, PixelRect, TileAddress, TileLayer, TilePixels } from './mask-source.ts';
import { changedPixels } from './changed-pixels.ts';
import type { NearestSlot } from './nearest-slot.ts';
import { type Patch, PatchLog } from './patch-log.ts';
import { type JobControl, SharedJobs, type Wish } from './shared-jobs.ts';
import type { Tile, TileCache } from './tile-cache.ts';
import { channelsOf, childrenOf, intersection, tileKey, tileRect, tileSize, topLevel } from './tile-grid.ts';

export interface StoreOptions {
  readonly source: MaskSource;
  readonly cache: TileCache;
  /** Where the loads of a layer wait for their turn. */
  readonly queueOf: (layer: TileLayer) => LoadQueue;
  readonly onTile: (tile: Tile) => void;
  /** A part of a tile was written to. */
  readonly onWrite: (tile: Tile, rect: PixelRect) => void;
  /** A tile left memory. */
  readonly onDrop: (tile: Tile) => void;
}

/** The tiles of one mask: has them loaded or made, lays patches over them. */
export class TileStore {
  readonly source: MaskSource;
  readonly #options: StoreOptions;
  readonly #ranks: SlotRanks;
  readonly #tiles = new Map<string, Tile>();
  readonly #jobs = new SharedJobs<Tile>();
  readonly #patches = new PatchLog();
  /** Grows whenever what is on its way has become old. */
  readonly #ages = new Map<TileLayer, number>();
  #nearest: NearestSlot | undefined;

  constructor(options: StoreOptions) {
    this.source = options.source;
    this.#options = options;
    this.#ranks = rankSlots(options.source.pixelsOfSlot, options.source.bytesPerLabel);
  }

  /** The tile if it is in memory, stale or not. */
  peek(address: TileAddress): Tile | undefined {
    const tile = this.#tiles.get(tileKey(address));
    if (tile !== undefined) this.#options.cache.touch(tile);
    return tile;
  }

  has(layer: TileLayer): boolean {
    if (layer !== 'changed') return this.source.levelsOf(layer) > 0;
    return this.source.levelsOf('changed') > 0 || (this.source.levelsOf('original') > 0 && this.#nearest !== undefined);
  }

  /** The tile, from memory where it is there and not stale. */
  async load(address: TileAddress, wish: Wish): Promise<Tile> {
    const known = this.peek(address);
    if (known !== undefined && !known.isStale) return known;
    const age = this.#ageOf(address.layer);
    const tile = await this.#jobs.join(tileKey(address), wish, (job) => this.#make(address, job));
    // Another's load was under way already when the layer changed.
    return tile.isStale && age === this.#ageOf(address.layer) ? this.load(address, wish) : tile;
  }

  /** Has tiles of a layer fetched again when next wanted. */
  markStale(layer: TileLayer): void {
    this.#ages.set(layer, this.#ageOf(layer) + 1);
    for (const tile of this.#tiles.values()) if (tile.address.layer === layer) tile.isStale = true;
  }

  /** Says what the nearest class of a colour is; undefined where there are no classes. */
  setNearest(nearest: NearestSlot | undefined): void {
    this.#nearest = nearest;
    this.markStale('changed');
  }

  applyPatch(rect: PixelRect, labels: TilePixels): number {
    const patch = this.#patches.add(rect, labels);
    writePatch(this.#target(), patch);
    this.#renewChanges(rect);
    return patch.number;
  }

  forgetPatches(upTo: number): void {
    for (const { number, rect } of this.#patches.patches) if (number <= upTo) this.#markChangesStale(rect);
    this.#patches.forget(upTo);
  }

  dropPatches(after: number): readonly Patch[] {
    return this.#patches.drop(after);
  }

  /** Takes all tiles out of memory. */
  dispose(): void {
    for (const tile of [...this.#tiles.values()]) {
      this.#options.cache.remove(tile);
      this.#drop(tile);
    }
  }

  #ageOf(layer: TileLayer): number {
    return this.#ages.get(layer) ?? 0;
  }

  #target(): PatchTarget {
    const { source } = this;
    return {
      source,
      ranks: this.#ranks,
      levels: topLevel(source, 'labels') + 1,
      tileAt: (level, column, row) => this.#tiles.get(tileKey({ layer: 'labels', level, column, row })),
      onWrite: this.#options.onWrite,
    };
  }

  async #make(address: TileAddress, job: JobControl): Promise<Tile> {
    const endLoad = address.layer === 'labels' || address.layer === 'changed' ? this.#patches.beginLoad() : undefined;
    const age = this.#ageOf(address.layer);
    try {
      const block = await this.#pixelsOf(address, job);
      job.signal.throwIfAborted();
      return this.#admit({ ...block, address, isStale: age !== this.#ageOf(address.layer) });
    } finally {
      endLoad?.();
    }
  }

  #admit(tile: Tile): Tile {
    if (tile.address.layer === 'labels') {
      const target = { ...this.#target(), onWrite: () => undefined };
      for (const patch of this.#patches.patches) writePatch(target, patch, tile);
    }
    const key = tileKey(tile.address);
    const old = this.#tiles.get(key);
    if (old !== undefined) {
      this.#options.cache.remove(old);
      this.#options.onDrop(old);
    }
    this.#tiles.set(key, tile);
    this.#options.cache.add(tile, () => {
      this.#drop(tile);
    });
    this.#options.onTile(tile);
    return tile;
  }

  #drop(tile: Tile): void {
    const key = tileKey(tile.address);
    if (this.#tiles.get(key) === tile) this.#tiles.delete(key);
    this.#options.onDrop(tile);
  }

  async #pixelsOf(address: TileAddress, job: JobControl): Promise<PixelBlock> {
    if (this.#isDelivered(address)) return this.#fetch(address, job);
    if (address.layer === 'changed' && address.level === 0) return this.#compare(address, job);
    return this.#halve(address, job);
  }

  #isDelivered(address: TileAddress): boolean {
    if (address.level >= this.source.levelsOf(address.layer)) return false;
    // What the source says of changes does not know of patches yet; of the smaller levels it is asked again afterwards.
    const isShownAtOnce = address.layer === 'changed' && address.level === 0;
    return !isShownAtOnce || !this.#patches.patches.some(({ rect }) => this.#touches(address, rect));
  }

  #touches({ level, column, row }: TileAddress, { x, y, width, height }: PixelRect): boolean {
    const side = this.source.tileSide * 2 ** level;
    const place = { x: column * side, y: row * side, width: side, height: side };
    return intersection(place, { x, y, width, height }) !== undefined;
  }

  async #fetch(address: TileAddress, job: JobControl): Promise<PixelBlock> {
    const size = tileSize(this.source, address);
    const load = (): Promise<TilePixels> => this.source.loadTile(address, job.signal);
    const pixels = await this.#options.queueOf(address.layer).run(load, job.urgency, job.signal);
    const wanted = size.width * size.height * channelsOf(address.layer);
    if (pixels.length !== wanted) {
      throw new Error(`expected ${wanted} values for tile ${tileKey(address)} but received ${pixels.length}`);
    }
    return { ...size, pixels };
  }

  async #halve(address: TileAddress, job: JobControl): Promise<PixelBlock> {
    const size = tileSize(this.source, address);
    const length = size.width * size.height * channelsOf(address.layer);
    const isWide = address.layer === 'labels' && this.source.bytesPerLabel === 2;
    const to = { ...size, pixels: isWide ? new Uint16Array(length) : new Uint8Array(length) };
    const loads = childrenOf(this.source, address).map(async (child) => {
      const from = await this.load(child, { signal: job.signal, urgency: job.urgency() });
      const half = this.source.tileSide / 2;
      const toX = (child.column - 2 * address.column) * half;
      const toY = (child.row - 2 * address.row) * half;
      const part = { x: 0, y: 0, width: from.width, height: from.height };
      halvePixels(address.layer, { from, part, to, toX, toY }, this.#ranks);
    });
    await Promise.all(loads);
    return to;
  }

  async #compare(address: TileAddress, job: JobControl): Promise<PixelBlock> {
    const wish = { signal: job.signal, urgency: job.urgency() };
    const [labels, original] = await Promise.all([
      this.load({ ...address, layer: 'labels' }, wish),
      this.load({ ...address, layer: 'original' }, wish),
    ]);
    const { width, height } = labels;
    const to = { width, height, pixels: new Uint8Array(width * height) };
    if (this.#nearest !== undefined) {
      changedPixels({ labels, original, part: { x: 0, y: 0, width, height }, to }, this.#nearest);
    }
    return to;
  }

  /** Changes are told anew where labels were written; what cannot be told at once is fetched when wanted. */
  #renewChanges(rect: PixelRect): void {
    this.#ages.set('changed', this.#ageOf('changed') + 1);
    for (const tile of this.#tiles.values()) {
      const { address } = tile;
      if (address.layer !== 'changed' || !this.#touches(address, rect)) continue;
      if (address.level > 0 || !this.#renewTile(tile, rect)) tile.isStale = true;
    }
  }

  /** The source can tell from now on what was changed, and painted, there. */
  #markChangesStale(rect: PixelRect): void {
    for (const tile of this.#tiles.values()) {
      const { address } = tile;
      const isDerived = address.layer === 'confidence' || (address.layer === 'changed' && address.level > 0);
      if (isDerived && this.#touches(address, rect)) tile.isStale = true;
    }
  }

  #renewTile(tile: Tile, rect: PixelRect): boolean {
    const labels = this.#tiles.get(tileKey({ ...tile.address, layer: 'labels' }));
    const original = this.#tiles.get(tileKey({ ...tile.address, layer: 'original' }));
    const place = tileRect(this.source, tile.address);
    const shared = intersection(place, rect);
    if (labels === undefined || original === undefined || shared === undefined || !this.#nearest) return false;
    const part = { ...shared, x: shared.x - place.x, y: shared.y - place.y };
    changedPixels({ labels, original, part, to: tile }, this.#nearest);
    this.#options.onWrite(tile, part);
    return true;
  }
}
