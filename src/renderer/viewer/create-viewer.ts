import { toMask } from './camera.ts';
import { CameraControl } from './camera-control.ts';
import { Drawing } from './drawing.ts';
import { createEmitter, type Emitter } from './emitter.ts';
import { MaskScene } from './mask-scene.ts';
import { readPixelFacts } from './pixel-facts.ts';
import { listenToPointers } from './pointer-input.ts';
import { pixelsInMemory, readPixels } from './read-pixels.ts';
import type { TileStore } from './tile-store.ts';
import type { PixelPoint, Viewer, ViewerEvents, ViewerOptions } from './viewer.ts';
import { createViewHost, type ViewHost } from './view-host.ts';

/** Pixels of CSS from the wipe line, and from the middle of its handle, within which it can be taken hold of. */
const WIPE_REACH_PX = 6;
const HANDLE_REACH_PX = 12;

interface Parts {
  readonly host: ViewHost;
  readonly scene: MaskScene;
  readonly camera: CameraControl;
  readonly drawing: Drawing;
  readonly emitter: Emitter<ViewerEvents>;
}

/** Puts a viewer into an element, which gets `tabindex`; it must have a size and no children of its own. */
export function createViewer(element: HTMLElement, options: ViewerOptions = {}): Viewer {
  const parts = createParts(element, options);
  const stopListening = listen(parts, element);
  parts.drawing.refresh();
  return {
    ...maskCalls(parts),
    ...cameraCalls(parts),
    ...pixelCalls(parts),
    ...overlayCalls(parts),
    ...pointerCalls(parts),
    on: (name, listener) => parts.emitter.on(name, listener),
    isSettled: () => parts.drawing.isSettled,
    dispose: () => {
      stopListening();
      parts.drawing.dispose();
      parts.scene.dispose();
      parts.host.dispose();
    },
  };
}

function createParts(element: HTMLElement, options: ViewerOptions): Parts {
  const emitter = createEmitter<ViewerEvents>();
  const host = createViewHost(element, () => {
    camera.resize();
    drawing.invalidate({ kind: 'all' });
  });
  const scene = new MaskScene(options.tileBytes, {
    onTile: () => {
      drawing.invalidate({ kind: 'all' });
    },
    onWrite: (tile, rect) => {
      drawing.tileWritten(tile, rect);
    },
    onDrop: (tile) => {
      drawing.tileDropped(tile);
    },
    onError: (error) => {
      emitter.emit('error', error);
    },
    onCertificate: () => {
      drawing.invalidate({ kind: 'colours' });
    },
  });
  const camera = new CameraControl({
    size: host.size,
    mask: () => scene.store?.source,
    onMove: (moved) => {
      drawing.invalidate({ kind: 'all' });
      emitter.emit('camera', moved);
    },
  });
  const drawing = new Drawing({ host, scene, camera, emitter }, options);
  return { host, scene, camera, drawing, emitter };
}

type MaskCalls = Pick<
  Viewer,
  'show' | 'source' | 'prefetch' | 'reload' | 'setClasses' | 'setLook' | 'look' | 'drawInto'
>;

function maskCalls({ host, scene, camera, drawing }: Parts): MaskCalls {
  return {
    show: (source, { keepsCamera = false } = {}) => {
      scene.show(source);
      if (keepsCamera) camera.resize();
      else camera.fit();
      drawing.restart();
    },
    source: () => scene.store?.source,
    prefetch: (source) => {
      const { look } = drawing;
      scene.prefetch(source, { size: host.size(), look, showsOriginal: false, pixelRatio: host.pixelRatio() });
    },
    reload: (layer) => {
      // What is derived from labels, in the viewer or in the source, goes with them.
      if (layer === 'labels') scene.reload(['labels', 'changed', 'confidence']);
      else scene.reload(layer === undefined ? ['labels', 'original', 'photo', 'confidence', 'changed'] : [layer]);
      drawing.restart();
    },
    setClasses: (classes) => {
      scene.setClasses(classes);
      drawing.invalidate({ kind: 'colours' });
    },
    setLook: (change) => {
      drawing.setLook(change);
    },
    look: () => drawing.look,
    drawInto: (canvas, from, look = {}) => {
      drawing.drawInto(canvas, from, look);
    },
  };
}

type CameraCalls = Pick<
  Viewer,
  'camera' | 'viewSize' | 'moveCamera' | 'zoomBy' | 'panBy' | 'fit' | 'actualSize' | 'flyTo'
>;

function cameraCalls({ host, camera }: Parts): CameraCalls {
  return {
    camera: () => camera.camera,
    viewSize: host.size,
    moveCamera: (to) => {
      camera.moveTo(to);
    },
    zoomBy: (factor, to) => {
      camera.zoomBy(factor, to);
    },
    panBy: (dx, dy) => {
      camera.panBy(dx, dy);
    },
    fit: () => {
      camera.fit();
    },
    actualSize: () => {
      camera.actualSize();
    },
    flyTo: (rect) => {
      camera.flyTo(rect);
    },
  };
}

type PixelCalls = Pick<
  Viewer,
  'applyPatch' | 'forgetPatches' | 'dropPatches' | 'labelsIn' | 'readLabels' | 'readOriginal' | 'pixelAt'
>;

function pixelCalls({ scene, drawing }: Parts): PixelCalls {
  const store = (): TileStore => {
    if (scene.store === undefined) throw new Error('expected a mask to be shown');
    return scene.store;
  };
  const never = new AbortController().signal;
  return {
    applyPatch: (rect, labels) => {
      if (labels.length !== rect.width * rect.height) {
        throw new Error(`expected ${rect.width * rect.height} labels for a patch but received ${labels.length}`);
      }
      // A copy: the caller goes on writing to its own.
      return store().applyPatch(rect, labels.slice());
    },
    forgetPatches: (upTo) => {
      scene.store?.forgetPatches(upTo);
      // Smaller levels of what is derived from labels are asked for again.
      if (drawing.look.mode === 'difference' || drawing.look.mode === 'confidence') drawing.restart();
    },
    dropPatches: (after) => scene.store?.dropPatches(after) ?? [],
    labelsIn: (rect) => pixelsInMemory(store(), 'labels', rect),
    readLabels: async (rect, signal = never) => readPixels(store(), { layer: 'labels', rect }, signal),
    readOriginal: async (rect, signal = never) => {
      if (!store().has('original')) throw new Error('the original of this mask cannot be shown');
      // RGBA has one byte a channel.
      return (await readPixels(store(), { layer: 'original', rect }, signal)) as Uint8Array;
    },
    pixelAt: async (point, { signal = never, isSwift = false } = {}) => {
      const { nearest } = scene;
      return readPixelFacts({ store: store(), nearest, certificate: scene.certificate() }, point, { signal, isSwift });
    },
  };
}

type PointerCalls = Pick<Viewer, 'pointAt' | 'applyTool'>;

function pointerCalls(parts: Parts): PointerCalls {
  return {
    pointAt: (pixel) => {
      hover(parts, pixel, true);
    },
    applyTool: (event) => {
      parts.emitter.emit('tool', event);
    },
  };
}

type OverlayCalls = Pick<Viewer, 'setSelection' | 'setSketch' | 'setMarks' | 'setCursor'>;

function overlayCalls({ drawing, host }: Parts): OverlayCalls {
  return {
    setSelection: (selection) => {
      drawing.setSelection(selection);
    },
    setSketch: (sketch) => {
      drawing.over.sketch = sketch;
      drawing.refresh();
    },
    setMarks: (marks) => {
      drawing.over.marks = marks;
      drawing.refresh();
    },
    setCursor: (cursor) => {
      drawing.over.cursor = cursor;
      host.hidePointer(cursor.kind !== 'none');
      drawing.refresh();
    },
  };
}

function listen(parts: Parts, element: HTMLElement): () => void {
  const { host, camera, drawing, emitter } = parts;
  const placeOf = (place: PixelPoint): PixelPoint => toMask(camera.camera, host.size(), place);
  const toPixel = (place: PixelPoint): PixelPoint => {
    const { x, y } = placeOf(place);
    return { x: Math.floor(x), y: Math.floor(y) };
  };
  let pointer: PixelPoint | undefined;
  const follow = (): void => {
    hover(parts, pointer && toPixel(pointer), false);
  };
  const endFollowing = emitter.on('camera', () => {
    // Under a pointer at rest the picture moves on.
    if (pointer !== undefined) follow();
  });
  const stopListening = listenToPointers({
    element: host.frame,
    host: element,
    pixelRatio: host.pixelRatio,
    toPixel,
    onHand: host.showHand,
    isOnWipe: (place) => isOnWipe(parts, place),
    onTool: (event) => {
      if (parts.scene.store !== undefined) emitter.emit('tool', event);
    },
    onHover: (place) => {
      pointer = place;
      follow();
    },
    onPan: (dx, dy) => {
      camera.panBy(dx, dy);
    },
    onZoom: (factor, place) => {
      camera.zoomBy(factor, placeOf(place));
    },
    onWipe: (x) => {
      const wipeAt = Math.min(1, Math.max(0, x / host.size().width));
      drawing.setLook({ wipeAt });
      emitter.emit('wipe', wipeAt);
    },
  });
  return () => {
    endFollowing();
    stopListening();
  };
}

/** With a tool in hand the handle alone: beside the line people want to paint. */
function isOnWipe({ host, drawing }: Parts, { x, y }: PixelPoint): boolean {
  const { mode, wipeAt } = drawing.look;
  const { width, height } = host.size();
  const across = Math.abs(x - wipeAt * width) / host.pixelRatio();
  const down = Math.abs(y - height / 2) / host.pixelRatio();
  if (mode !== 'wipe') return false;
  return (
    Math.hypot(across, down) <= HANDLE_REACH_PX || (drawing.over.cursor.kind === 'none' && across <= WIPE_REACH_PX)
  );
}

function hover({ scene, drawing, emitter }: Parts, pixel: PixelPoint | undefined, isFollowing: boolean): void {
  const { hover: before, isFollowing: wasFollowing } = drawing.over;
  if (before?.x === pixel?.x && before?.y === pixel?.y && isFollowing === wasFollowing) return;
  drawing.moveCursor(pixel, isFollowing);
  const source = scene.store?.source;
  const isInside =
    pixel !== undefined &&
    source !== undefined &&
    pixel.x >= 0 &&
    pixel.y >= 0 &&
    pixel.x < source.width &&
    pixel.y < source.height;
  emitter.emit('hover', isInside ? pixel : undefined);
}
