import type { Damage, Frame, Painter } from './frame.ts';
import type { PixelRect } from './mask-source.ts';
import { createGlScene, type GlScene } from './gl-scene.ts';

export interface WebGlEvents {
  readonly onLost: () => void;
  readonly onRestored: () => void;
}

/** A canvas with its context, and the programs that are needed first. */
export interface OpenWebGl {
  readonly canvas: HTMLCanvasElement;
  readonly gl: WebGL2RenderingContext;
  readonly scene: GlScene;
}

/** Undefined where the browser has no WebGL2. Throws Error where the driver has it and cannot link the programs. */
export function openWebGl(canvas: HTMLCanvasElement): OpenWebGl | undefined {
  // What was drawn stays, so that a stroke needs to draw no more than its own pixels.
  const gl = canvas.getContext('webgl2', { alpha: false, antialias: false, depth: false, preserveDrawingBuffer: true });
  return gl === null ? undefined : { canvas, gl, scene: createGlScene(gl) };
}

/** Draws with WebGL2. After a lost context everything is sent to the card again. */
export function createWebGlPainter({ canvas, gl, scene: first }: OpenWebGl, events: WebGlEvents): Painter {
  let scene: GlScene | undefined = first;
  const lose = (event: Event): void => {
    event.preventDefault();
    scene = undefined;
    events.onLost();
  };
  const restore = (): void => {
    scene = createGlScene(gl);
    events.onRestored();
  };
  canvas.addEventListener('webglcontextlost', lose);
  canvas.addEventListener('webglcontextrestored', restore);
  let isFresh = true;
  return {
    kind: 'webgl',
    canvas,
    draw: (frame, damage) => {
      const isResized = fitCanvas(canvas, frame);
      scene?.draw(frame, isResized || isFresh ? { kind: 'all' } : clipDamage(frame, damage));
      isFresh = scene === undefined;
    },
    tileWritten: (tile, rect) => scene?.written(tile, rect),
    tileDropped: (tile) => scene?.drop(tile),
    dispose: () => {
      canvas.removeEventListener('webglcontextlost', lose);
      canvas.removeEventListener('webglcontextrestored', restore);
      // A page may hold a few contexts only; this one is given back now, not when memory is tidied.
      gl.getExtension('WEBGL_lose_context')?.loseContext();
      canvas.remove();
    },
  };
}

function fitCanvas(canvas: HTMLCanvasElement, { size }: Frame): boolean {
  if (canvas.width === size.width && canvas.height === size.height) return false;
  canvas.width = size.width;
  canvas.height = size.height;
  return true;
}

function clipDamage({ size }: Frame, damage: Damage): Damage {
  if (damage.kind !== 'part') return damage;
  const { x, y, width, height } = damage.rect;
  const rect: PixelRect = { x: Math.max(0, x), y: Math.max(0, y), width: 0, height: 0 };
  const right = Math.min(size.width, x + width);
  const bottom = Math.min(size.height, y + height);
  return { kind: 'part', rect: { ...rect, width: Math.max(0, right - rect.x), height: Math.max(0, bottom - rect.y) } };
}
