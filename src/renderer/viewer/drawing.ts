import type { CameraControl } from './camera-control.ts';
import { CursorPainter } from './cursor-painter.ts';
import { damageOf, mergeDamage } from './damage.ts';
import type { Emitter } from './emitter.ts';
import { type Damage, emptyFrame } from './frame.ts';
import { isMotionUnwanted } from './glide.ts';
import { defaultLook, type ViewLook } from './look.ts';
import type { PixelRect, PixelSelection } from './mask-source.ts';
import type { MaskScene } from './mask-scene.ts';
import { OverlayPainter } from './overlay-painter.ts';
import { PainterSwitch } from './painter-switch.ts';
import { SidePictures } from './side-pictures.ts';
import type { Tile } from './tile-cache.ts';
import { tileRect } from './tile-grid.ts';
import type { Camera, PixelPoint, Sketch, ToolCursor, ViewerEvents, ViewerOptions } from './viewer.ts';
import type { ViewHost } from './view-host.ts';
import { WantedTiles } from './wanted-tiles.ts';

const MARCH_MS = 120;

/** What lies over the mask, as it was set last. */
export interface Drawn {
  marks: readonly PixelRect[];
  selection: PixelSelection | undefined;
  sketch: Sketch | undefined;
  cursor: ToolCursor;
  hover: PixelPoint | undefined;
  /** The pointer is over another view of the same place. */
  isFollowing: boolean;
}

const CROSS: ToolCursor = { kind: 'cross' };

export interface DrawingParts {
  readonly host: ViewHost;
  readonly scene: MaskScene;
  readonly camera: CameraControl;
  readonly emitter: Emitter<ViewerEvents>;
}

/** Draws, in the next frame, what has changed since the last; and nothing where nothing has. */
export class Drawing {
  readonly over: Drawn = {
    marks: [],
    selection: undefined,
    sketch: undefined,
    cursor: { kind: 'none' },
    hover: undefined,
    isFollowing: false,
  };
  readonly #parts: DrawingParts;
  readonly #painters: PainterSwitch;
  readonly #overlay: OverlayPainter;
  readonly #cursor: CursorPainter;
  readonly #wanted: WantedTiles;
  readonly #side: SidePictures;
  #look: ViewLook = defaultLook;
  #damage: Damage | undefined = { kind: 'all' };
  #isOverlayDue = true;
  #shown: ReadonlySet<Tile> = new Set();
  #request: number | undefined;
  #isLoading = false;
  #isReady = true;
  #showsOriginal = false;
  #phase = 0;
  #blink: ReturnType<typeof setInterval> | undefined;
  #march: ReturnType<typeof setInterval> | undefined;

  constructor(parts: DrawingParts, { renderer }: ViewerOptions) {
    this.#parts = parts;
    const { host, emitter, scene } = parts;
    const onError = (error: unknown): void => {
      emitter.emit('error', error);
    };
    this.#overlay = new OverlayPainter(host.overlay);
    this.#cursor = new CursorPainter(host.cursor);
    this.#painters = new PainterSwitch(host, renderer, (state) => {
      this.invalidate({ kind: 'all' });
      emitter.emit('renderer', state);
    });
    const onIdle = (): void => {
      this.#requestFrame();
    };
    this.#wanted = new WantedTiles(1, { onError, onIdle });
    this.#side = new SidePictures(scene, onError);
  }

  get look(): ViewLook {
    return this.#look;
  }

  get isSettled(): boolean {
    return this.#request === undefined && !this.#isLoading;
  }

  setLook(change: Partial<ViewLook>): void {
    const before = this.#look;
    this.#look = { ...before, ...change };
    const isBlinkSame = before.mode === this.#look.mode && before.blinkMs === this.#look.blinkMs;
    if (!isBlinkSame) this.#setBlink();
    this.invalidate({ kind: 'colours' });
  }

  invalidate(damage: Damage): void {
    this.#damage = mergeDamage(this.#damage, damage);
    if (damage.kind === 'part') this.#requestFrame();
    else this.refresh();
  }

  /** Has what lies over the mask drawn anew. */
  refresh(): void {
    this.#isOverlayDue = true;
    this.#requestFrame();
  }

  #requestFrame(): void {
    this.#request ??= requestAnimationFrame((nowMs) => {
      this.#request = undefined;
      this.#drawFrame(nowMs);
    });
  }

  /** Has the cursor follow the pointer. */
  moveCursor(hover: PixelPoint | undefined, isFollowing: boolean): void {
    const isSeen = this.over.cursor.kind !== 'none' || isFollowing || this.over.isFollowing;
    this.over.hover = hover;
    this.over.isFollowing = isFollowing;
    if (isSeen) this.#requestFrame();
  }

  setSelection(selection: PixelSelection | undefined): void {
    this.over.selection = selection;
    clearInterval(this.#march);
    this.#march = undefined;
    if (selection !== undefined && !isMotionUnwanted()) {
      this.#march = setInterval(() => {
        this.#phase++;
        this.refresh();
      }, MARCH_MS);
    }
    this.refresh();
  }

  /** Another mask, or other tiles of it: what could not be had is asked for again. */
  restart(): void {
    this.#wanted.retry();
    this.#side.retry();
    this.#isReady = false;
    this.invalidate({ kind: 'all' });
  }

  tileWritten(tile: Tile, rect: PixelRect): void {
    this.#painters.painter.tileWritten(tile, rect);
    const { store } = this.#parts.scene;
    if (!this.#shown.has(tile) || store === undefined) return;
    const place = tileRect(store.source, tile.address);
    const inLevel = { ...rect, x: rect.x + place.x, y: rect.y + place.y };
    const damage = damageOf(inLevel, tile.address.level, {
      camera: this.#parts.camera.camera,
      size: this.#parts.host.size(),
    });
    if (damage !== undefined) this.invalidate(damage);
  }

  tileDropped(tile: Tile): void {
    this.#painters.painter.tileDropped(tile);
  }

  drawInto(canvas: HTMLCanvasElement, camera: Camera, look: Partial<ViewLook>): void {
    const { pixelRatio } = this.#parts.host;
    const view = { camera, look: { ...this.#look, ...look }, showsOriginal: false, pixelRatio: pixelRatio() };
    this.#side.draw(canvas, view);
  }

  dispose(): void {
    clearInterval(this.#blink);
    clearInterval(this.#march);
    if (this.#request !== undefined) cancelAnimationFrame(this.#request);
    this.#wanted.clear();
    this.#side.dispose();
    this.#painters.dispose();
  }

  #drawFrame(nowMs: number): void {
    const { camera, emitter } = this.#parts;
    camera.step(nowMs);
    const damage = this.#damage;
    this.#damage = undefined;
    if (damage !== undefined) this.#drawMask(damage);
    if (this.#isOverlayDue) this.#drawOverlay();
    this.#drawCursor();
    if (camera.isGliding) this.refresh();
    this.#tellLoading();
    if (damage !== undefined) emitter.emit('picture', undefined);
  }

  #drawMask(damage: Damage): void {
    const { host, scene, camera } = this.#parts;
    const view = {
      camera: camera.camera,
      size: host.size(),
      look: this.#look,
      showsOriginal: this.#showsOriginal,
      pixelRatio: host.pixelRatio(),
    };
    const planned = scene.plan(view);
    const { painter } = this.#painters;
    if (planned === undefined || scene.store === undefined) {
      this.#wanted.clear();
      painter.draw(emptyFrame(view.size, this.#look.background), { kind: 'all' });
      return;
    }
    this.#shown = planned.shown;
    scene.keep(planned.shown);
    this.#wanted.want(scene.store, planned.missing);
    painter.draw(planned.frame, damage);
  }

  #drawOverlay(): void {
    this.#isOverlayDue = false;
    const { host, scene, camera } = this.#parts;
    const size = host.size();
    this.#overlay.draw({
      ...this.over,
      size,
      pixelRatio: host.pixelRatio(),
      camera: camera.camera,
      mask: scene.store?.source,
      showsGrid: this.#look.showsGrid,
      wipeX: this.#look.mode === 'wipe' ? Math.round(this.#look.wipeAt * size.width) : undefined,
      phase: this.#phase,
    });
  }

  #drawCursor(): void {
    const { host, camera } = this.#parts;
    const { hover, isFollowing } = this.over;
    // There is no pointer of the system's here then.
    const cursor = isFollowing && this.over.cursor.kind === 'none' ? CROSS : this.over.cursor;
    this.#cursor.draw({ cursor, hover, camera: camera.camera, size: host.size(), pixelRatio: host.pixelRatio() });
  }

  #tellLoading(): void {
    const isLoading = !this.#wanted.isIdle;
    if (isLoading !== this.#isLoading) {
      this.#isLoading = isLoading;
      this.#parts.emitter.emit('loading', isLoading);
    }
    if (isLoading || this.#isReady || this.#damage !== undefined) return;
    this.#isReady = true;
    this.#parts.emitter.emit('ready', undefined);
  }

  #setBlink(): void {
    clearInterval(this.#blink);
    this.#blink = undefined;
    this.#showsOriginal = this.#look.mode === 'blink';
    if (this.#look.mode !== 'blink') return;
    this.#tellBlink();
    this.#blink = setInterval(() => {
      this.#showsOriginal = !this.#showsOriginal;
      this.invalidate({ kind: 'colours' });
      this.#tellBlink();
    }, this.#look.blinkMs);
  }

  #tellBlink(): void {
    this.#parts.emitter.emit('blink', this.#showsOriginal ? 'original' : 'repaired');
  }
}
