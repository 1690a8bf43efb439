import type { ClassLook, ViewLook } from './look.ts';
import type { Patch } from './patch-log.ts';
import type { MaskSource, PixelRect, PixelSelection, PixelSize, TilePixels } from './mask-source.ts';

export interface ViewerOptions {
  /** `canvas` takes Canvas2D even where there is WebGL2; absent: WebGL2 where the browser has it. */
  readonly renderer?: 'webgl' | 'canvas' | undefined;
  /** Most bytes of decoded tiles in memory, 512 MB if absent; what is on the screen is kept in any case. */
  readonly tileBytes?: number | undefined;
}

/** Where the view looks. A screen pixel is a pixel of the device, not of CSS. */
export interface Camera {
  /** The place of the mask in the middle of the view, in mask pixels; not whole in general. */
  readonly centreX: number;
  readonly centreY: number;
  /** Screen pixels per mask pixel. */
  readonly scale: number;
}

/** A whole pixel; outside the mask where the pointer is. */
export interface PixelPoint {
  readonly x: number;
  readonly y: number;
}

/** What a pressed pointer does to the tool: a stroke is `down`, any number of `move`, then `up` or `cancel`. */
export interface ToolEvent {
  readonly phase: 'down' | 'move' | 'up' | 'cancel';
  /** Every place since the last event, with all coalesced ones; the last is where the pointer is. Never empty. */
  readonly points: readonly PixelPoint[];
  readonly button: 'left' | 'right';
  readonly pointerType: string;
  /** 0..1 */
  readonly pressure: number;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
}

/** What can be told of one pixel; undefined is what the source does not have. */
export interface PixelFacts extends PixelPoint {
  /** Class slot now. */
  readonly slot: number;
  /** RGBA of the original. */
  readonly original: readonly [number, number, number, number] | undefined;
  /** Slot of the class whose source colour is nearest to the original. */
  readonly slotBefore: number | undefined;
  /** 0..255, 255 = certain. */
  readonly confidence: number | undefined;
  /** Of the MCU that holds the pixel, see `certificateStates`. */
  readonly certificate: number | undefined;
}

export interface ViewerEvents {
  /** A pressed left or right button that is not panning. */
  readonly tool: ToolEvent;
  /** The pixel under the pointer, pressed or not; undefined when the pointer leaves view or mask. */
  readonly hover: PixelPoint | undefined;
  readonly camera: Camera;
  /** The wipe line was dragged; the look has changed already. */
  readonly wipe: number;
  /** A blink shows this one of the two now. */
  readonly blink: 'original' | 'repaired';
  /** Whether tiles in view are still on their way. */
  readonly loading: boolean;
  /** A tile could not be had; the rest is shown. */
  readonly error: unknown;
  /** The picture on the screen has everything that the mask's view needs, for the first time since `show`. */
  readonly ready: undefined;
  /** A frame was drawn, or there is more to draw with: who draws by `drawInto` does so again. */
  readonly picture: undefined;
  /** What draws, after the start, a lost context or its return. */
  readonly renderer: 'webgl' | 'canvas' | 'lost';
}

/**
 * `cross`: a fine cross. `stamp`: the outline of exactly the pixels that a press would touch; its x and y are relative to
 * the pixel under the pointer. `none`: the system's pointer.
 */
export type ToolCursor =
  { readonly kind: 'none' } | { readonly kind: 'cross' } | { readonly kind: 'stamp'; readonly stamp: PixelSelection };

/** A line that a person is drawing, over the picture: corners in mask pixels (not whole: 0.5 is a pixel's middle). */
export interface Sketch {
  readonly points: readonly PixelPoint[];
  readonly isClosed: boolean;
}

/** The picture of one mask in a host element. All calls take effect at once and draw in the next frame, if needed. */
export interface Viewer {
  /** Shows another mask and fits it into the view, unless `keepsCamera`; undefined shows nothing. */
  show(source: MaskSource | undefined, options?: { readonly keepsCamera?: boolean }): void;
  /** Loads what `show` of this very object will need first. The last few prefetched masks are kept. */
  prefetch(source: MaskSource): void;
  /** Asks for a layer again, after what it shows has changed; patches not forgotten are laid over it. */
  reload(layer?: 'labels' | 'confidence' | 'photo' | 'changed'): void;

  setClasses(classes: readonly ClassLook[]): void;
  setLook(change: Partial<ViewLook>): void;
  look(): ViewLook;

  camera(): Camera;
  /** Size of the view in screen pixels. */
  viewSize(): PixelSize;
  moveCamera(camera: Camera): void;
  /** Zooms by a factor, to a place of the mask that stays where it is on the screen; absent: the middle of the view. */
  zoomBy(factor: number, to?: PixelPoint): void;
  /** Moves the view over the mask by screen pixels. */
  panBy(dx: number, dy: number): void;
  fit(): void;
  /** One mask pixel is one screen pixel. */
  actualSize(): void;
  /** Brings a rectangle into the middle, as large as shows its surroundings; glides there unless motion is unwanted. */
  flyTo(rect: PixelRect): void;

  /**
   * Writes labels into the picture without any round trip: strokes, previews. `labels` is row-major over `rect`, which
   * may reach over the mask's border. Gives a number that grows with every patch.
   */
  applyPatch(rect: PixelRect, labels: TilePixels): number;
  /** The source delivers labels that have all patches up to this one: they need not be laid over its tiles any more. */
  forgetPatches(upTo: number): void;
  /** Forgets the patches after this one, which no source will deliver, and gives them; `reload` takes them off the picture. */
  dropPatches(after: number): readonly Pick<Patch, 'rect' | 'labels'>[];
  /** Labels now, with patches, where every tile of the rectangle is in memory; else undefined. Clipped to the mask by the caller. */
  labelsIn(rect: PixelRect): TilePixels | undefined;
  /** The same, waiting for what is missing. */
  readLabels(rect: PixelRect, signal?: AbortSignal): Promise<TilePixels>;
  /** RGBA of the original. Rejects where the source has none. */
  readOriginal(rect: PixelRect, signal?: AbortSignal): Promise<Uint8Array>;
  /**
   * What is known of a pixel. `isSwift`: without the original, which may take seconds of a large file that is not read
   * yet.
   */
  pixelAt(
    point: PixelPoint,
    options?: { readonly signal?: AbortSignal; readonly isSwift?: boolean },
  ): Promise<PixelFacts>;

  /** Marching outline round a selection. */
  setSelection(selection: PixelSelection | undefined): void;
  setSketch(sketch: Sketch | undefined): void;
  /** Rectangles to point out, such as the doubtful place looked at. */
  setMarks(rects: readonly PixelRect[]): void;
  setCursor(cursor: ToolCursor): void;
  /** As if the pointer were over this pixel: a cross shows where, in place of the system's own. */
  pointAt(pixel: PixelPoint | undefined): void;
  /** As if the pointer had done this here. */
  applyTool(event: ToolEvent): void;

  /**
   * Draws the mask into a canvas of its own size, by the processor, from what is in memory; asks for the rest, and
   * `picture` tells when there is more. For small pictures. Absent parts of the look are those of the view.
   */
  drawInto(canvas: HTMLCanvasElement, camera: Camera, look?: Partial<ViewLook>): void;
  /** The mask shown. */
  source(): MaskSource | undefined;

  /** Calls the listener from now on; gives what ends that. */
  on<Name extends keyof ViewerEvents>(name: Name, listener: (event: ViewerEvents[Name]) => void): () => void;
  /** Whether everything that the view needs is on the screen. */
  isSettled(): boolean;
  /** Takes everything off the host. */
  dispose(): void;
}

/** Follows a viewer in an element of its own; gives what ends that: `createLoupe` of loupe.ts, `createMinimap` of minimap.ts. */
export type CreateFollower = (viewer: Viewer, host: HTMLElement) => () => void;

/** `linkCameras` of link-cameras.ts: whichever moves, the others follow; gives what ends that. */
export type LinkCameras = (viewers: readonly Viewer[]) => () => void;

/** `linkPointers` of link-pointers.ts: each shows where the other is pointed at, and what is done on `second` is done on `first`. */
export type LinkPointers = (first: Viewer, second: Viewer) => () => void;
