import { fitCamera } from './camera.ts';
import { gridForLevel } from './certificate-grid.ts';
import { classTable, type ClassTable } from './class-table.ts';
import { type FrameRequest, planFrame, type PlannedFrame } from './frame.ts';
import { LoadQueue } from './load-queue.ts';
import type { ClassLook, ViewLook } from './look.ts';
import type { CertificateGrid, MaskSource, PixelRect, PixelSize, TileLayer } from './mask-source.ts';
import { type NearestSlot, nearestSlotOf } from './nearest-slot.ts';
import { type Tile, TileCache } from './tile-cache.ts';
import { TileStore } from './tile-store.ts';
import type { Camera } from './viewer.ts';
import { WantedTiles } from './wanted-tiles.ts';

const DEFAULT_TILE_BYTES = 512 * 1024 * 1024;
const LOADS_AT_ONCE = 6;
/** What has to be read from the file may take seconds; nothing else waits for it. */
const FILE_LOADS_AT_ONCE = 3;
/** Masks whose tiles stay in memory, as far as the budget goes: the one shown, those just seen, those prefetched. */
const MAX_STORES = 8;

export interface SceneEvents {
  readonly onTile: (tile: Tile) => void;
  readonly onWrite: (tile: Tile, rect: PixelRect) => void;
  readonly onDrop: (tile: Tile) => void;
  readonly onError: (error: unknown) => void;
  /** The certificate has come. */
  readonly onCertificate: () => void;
}

/** Where a picture of the scene is taken from, and how. */
export interface SceneView {
  readonly camera: Camera;
  readonly size: PixelSize;
  readonly look: ViewLook;
  readonly showsOriginal: boolean;
  readonly pixelRatio: number;
}

/** What is to be seen: a mask, its classes and its tiles, whatever it is drawn with. */
export class MaskScene {
  readonly #events: SceneEvents;
  readonly #cache: TileCache;
  readonly #queue = new LoadQueue(LOADS_AT_ONCE);
  readonly #fileQueue = new LoadQueue(FILE_LOADS_AT_ONCE);
  /** The one used last comes last. */
  readonly #stores = new Map<MaskSource, TileStore>();
  readonly #prefetches = new Map<TileStore, WantedTiles>();
  #store: TileStore | undefined;
  #classes: readonly ClassLook[] = [];
  #nearest: NearestSlot | undefined;
  #table: { readonly look: ViewLook; readonly table: ClassTable } | undefined;
  #certificate: CertificateGrid | undefined;
  #certificateOf: MaskSource | undefined;
  #levelGrid: { readonly level: number; readonly of: CertificateGrid; readonly grid: CertificateGrid } | undefined;

  constructor(tileBytes: number | undefined, events: SceneEvents) {
    this.#events = events;
    this.#cache = new TileCache(tileBytes ?? DEFAULT_TILE_BYTES);
  }

  get store(): TileStore | undefined {
    return this.#store;
  }

  get nearest(): NearestSlot | undefined {
    return this.#nearest;
  }

  show(source: MaskSource | undefined): void {
    this.#store = source === undefined ? undefined : this.#storeOf(source);
    this.#certificate = undefined;
    this.#certificateOf = undefined;
    this.#cache.keep(new Set());
  }

  prefetch(source: MaskSource, view: Omit<SceneView, 'camera'>): void {
    const store = this.#storeOf(source);
    if (store === this.#store) return;
    const { missing } = planFrame(this.#request(store, { ...view, camera: fitCamera(source, view.size) }));
    const wanted =
      this.#prefetches.get(store) ?? new WantedTiles(0, { onError: () => undefined, onIdle: () => undefined });
    this.#prefetches.set(store, wanted);
    wanted.want(store, missing);
  }

  setClasses(classes: readonly ClassLook[]): void {
    const isSameToTell = isSameSource(classes, this.#classes);
    this.#classes = classes;
    this.#table = undefined;
    if (isSameToTell) return;
    this.#nearest = nearestSlotOf(classes);
    for (const store of this.#stores.values()) store.setNearest(this.#nearest);
  }

  /** A frame of the mask shown; undefined where there is none. */
  plan(view: SceneView): PlannedFrame | undefined {
    if (this.#store === undefined) return undefined;
    const planned = planFrame(this.#request(this.#store, view));
    if (view.look.mode !== 'certificate') return planned;
    return { ...planned, frame: { ...planned.frame, certificate: this.#gridFor(planned.frame.map.level) } };
  }

  /** What the person looks at stays in memory. */
  keep(tiles: ReadonlySet<Tile>): void {
    this.#cache.keep(tiles);
  }

  reload(layers: readonly TileLayer[]): void {
    for (const layer of layers) this.#store?.markStale(layer);
    this.#certificateOf = undefined;
  }

  /** The certificate of the mask shown, asked for at the first question. */
  certificate(): CertificateGrid | undefined {
    const source = this.#store?.source;
    if (source !== undefined && source !== this.#certificateOf) {
      this.#certificateOf = source;
      source.loadCertificate(new AbortController().signal).then((grid) => {
        if (this.#store?.source !== source) return;
        this.#certificate = grid;
        this.#events.onCertificate();
      }, this.#events.onError);
    }
    return this.#certificate;
  }

  dispose(): void {
    for (const wanted of this.#prefetches.values()) wanted.clear();
    for (const store of this.#stores.values()) store.dispose();
    this.#stores.clear();
  }

  #gridFor(level: number): CertificateGrid | undefined {
    const of = this.certificate();
    if (of === undefined) return undefined;
    if (this.#levelGrid?.of !== of || this.#levelGrid.level !== level) {
      this.#levelGrid = { level, of, grid: gridForLevel(of, level) };
    }
    return this.#levelGrid.grid;
  }

  #request(store: TileStore, view: SceneView): FrameRequest {
    return {
      ...view,
      source: store.source,
      classes: this.#tableFor(view.look),
      certificate: undefined,
      peek: (address) => store.peek(address),
      has: (layer) => store.has(layer),
    };
  }

  #tableFor(look: ViewLook): ClassTable {
    const known = this.#table;
    if (known !== undefined && isSameTable(known.look, look)) return known.table;
    const table = classTable(this.#classes, look);
    this.#table = { look, table };
    return table;
  }

  #storeOf(source: MaskSource): TileStore {
    const store = this.#stores.get(source) ?? this.#open(source);
    this.#stores.delete(source);
    this.#stores.set(source, store);
    for (const [oldest, old] of this.#stores) {
      if (this.#stores.size <= MAX_STORES) break;
      if (old === this.#store || old === store) continue;
      this.#stores.delete(oldest);
      this.#prefetches.get(old)?.clear();
      this.#prefetches.delete(old);
      old.dispose();
    }
    return store;
  }

  #open(source: MaskSource): TileStore {
    const { onTile, onWrite, onDrop } = this.#events;
    const queueOf = (layer: TileLayer): LoadQueue =>
      layer === 'original' || layer === 'changed' ? this.#fileQueue : this.#queue;
    const store = new TileStore({ source, cache: this.#cache, queueOf, onTile, onWrite, onDrop });
    store.setNearest(this.#nearest);
    return store;
  }
}

function isSameSource(a: readonly ClassLook[], b: readonly ClassLook[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ slot, sourceColour }, index) => b[index]?.slot === slot && b[index].sourceColour === sourceColour)
  );
}

/** Whether two looks have the same table: all that `classTable` reads. */
function isSameTable(a: ViewLook, b: ViewLook): boolean {
  const read = ['style', 'fillOpacity', 'showsPatterns', 'showsLocks'] as const;
  return read.every((key) => a[key] === b[key]);
}
