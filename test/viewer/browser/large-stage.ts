import { createViewer } from '../../../src/renderer/viewer/create-viewer.ts';
import type { Viewer } from '../../../src/renderer/viewer/viewer.ts';
import { largeSlots, largeSource } from './large-source.ts';
import { makeLooks } from './test-mask.ts';

interface LargeStage {
  readonly viewer: Viewer;
  readonly host: HTMLElement;
}

let stage: LargeStage | undefined;

/** Shows a large mask in a view of this size; resolves with the time when all in view is drawn. */
export async function openLarge(side: number, view: { width: number; height: number }): Promise<number> {
  const { viewer } = (stage ??= makeStage(view));
  const ready = whenDrawn();
  viewer.show(largeSource(side));
  return ready;
}

/** Opens a mask of 1600 x 1250 after its neighbour, fetched ahead or not; resolves with the milliseconds it took. */
export async function openNext(isFetchedAhead: boolean): Promise<number> {
  const { viewer } = currentStage();
  const next = { ...largeSource(1600), height: 1250 };
  if (isFetchedAhead) {
    viewer.prefetch(next);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  const began = performance.now();
  const ready = whenDrawn();
  viewer.show(next);
  return (await ready) - began;
}

const BRUSH_PX = 64;

const steps = {
  /** A pointer event of a stroke with a round brush, whose outline follows the pointer. */
  stroke: ({ host }: LargeStage, at: number) => {
    const target = host.firstElementChild;
    const place = { pointerId: 1, clientX: 300 + 9 * at, clientY: 400, button: 0, bubbles: true };
    if (at > 0) {
      target?.dispatchEvent(new PointerEvent('pointermove', place));
      return;
    }
    target?.dispatchEvent(new PointerEvent('pointerup', place));
    target?.dispatchEvent(new PointerEvent('pointerdown', place));
  },
  pan: ({ viewer }: LargeStage) => {
    viewer.panBy(7, 3);
  },
  recolour: ({ viewer }: LargeStage, at: number) => {
    viewer.setClasses(makeLooks(largeSlots).map((look) => ({ ...look, colour: (look.colour + at) & 0xffffff })));
  },
} satisfies Record<string, (stage: LargeStage, at: number) => void>;

/** Gives the viewer a brush that paints what it passes, and what takes it away. */
function holdBrush({ viewer }: LargeStage): () => void {
  const radius = BRUSH_PX / 2;
  const isIn = (at: number): boolean =>
    Math.hypot((at % BRUSH_PX) - radius + 0.5, Math.floor(at / BRUSH_PX) - radius + 0.5) <= radius;
  const mask = Uint8Array.from({ length: BRUSH_PX * BRUSH_PX }, (_, at) => (isIn(at) ? 1 : 0));
  const size = { width: BRUSH_PX, height: BRUSH_PX };
  viewer.setCursor({ kind: 'stamp', stamp: { x: -radius, y: -radius, ...size, mask } });
  const end = viewer.on('tool', ({ points }) => {
    for (const { x, y } of points) {
      const rect = { x: x - radius, y: y - radius, ...size };
      const labels = viewer.labelsIn(rect);
      if (labels !== undefined)
        viewer.applyPatch(
          rect,
          labels.map((slot, at) => (mask[at] === 1 ? 3 : slot)),
        );
    }
  });
  return () => {
    end();
    viewer.setCursor({ kind: 'none' });
  };
}

/**
 * Does a step so many times, each in a frame of its own. Gives of each the milliseconds that it took itself, and those
 * from the frame's begin until it is drawn, together.
 */
export async function takeSteps(name: keyof typeof steps, count: number): Promise<number[]> {
  const { viewer } = currentStage();
  const putAway = name === 'stroke' ? holdBrush(currentStage()) : undefined;
  viewer.moveCamera({ centreX: 1200, centreY: 2000, scale: 1 });
  await whenDrawn();
  const times: number[] = [];
  for (let at = 0; at < count; at++) {
    // Asked for first, so that it is called before the viewer's own.
    const frame = new Promise<number>((resolve) => {
      requestAnimationFrame(() => {
        resolve(performance.now());
      });
    });
    const began = performance.now();
    const drawn = whenPicture();
    steps[name](currentStage(), at);
    const stepMs = performance.now() - began;
    const frameBegan = await frame;
    times.push(stepMs + (await drawn) - frameBegan);
  }
  putAway?.();
  return times;
}

/** Goes over the whole mask at several zooms, as one who looks for something. */
export async function wander(): Promise<void> {
  const { viewer } = currentStage();
  const side = viewer.source()?.width ?? 0;
  for (const scale of [1, 0.5, 0.25, 4]) {
    for (let stop = 0; stop < 16; stop++) {
      viewer.moveCamera({ centreX: (side * (stop % 4)) / 3, centreY: (side * Math.floor(stop / 4)) / 3, scale });
      await whenDrawn();
    }
  }
}

function makeStage(view: { width: number; height: number }): LargeStage {
  const host = document.createElement('div');
  host.style.cssText = `width:${view.width}px;height:${view.height}px`;
  document.body.replaceChildren(host);
  const viewer = createViewer(host);
  viewer.setClasses(makeLooks(largeSlots));
  return { viewer, host };
}

function currentStage(): LargeStage {
  if (stage === undefined) throw new Error('open a mask first');
  return stage;
}

/** The time when the next picture is drawn, by the card too. */
function whenPicture(): Promise<number> {
  const { viewer } = currentStage();
  return new Promise((resolve) => {
    const end = viewer.on('picture', () => {
      end();
      resolve(finishDrawing());
    });
  });
}

/** The time when everything in view is drawn. */
async function whenDrawn(): Promise<number> {
  const { viewer } = currentStage();
  let time = await whenPicture();
  while (!viewer.isSettled()) {
    await new Promise((resolve) => {
      requestAnimationFrame(resolve);
    });
    time = finishDrawing();
  }
  return time;
}

function finishDrawing(): number {
  const gl = currentStage().host.querySelector('canvas')?.getContext('webgl2');
  // Reading a pixel waits for the card.
  gl?.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
  return performance.now();
}
