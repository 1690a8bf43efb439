// Runs inside a page: viewers over masks in memory, their pixels read back.
import { patternOf } from '../../../src/shared/model/class-marking.ts';
import { createViewer } from '../../../src/renderer/viewer/create-viewer.ts';
import { linkCameras } from '../../../src/renderer/viewer/link-cameras.ts';
import { linkPointers } from '../../../src/renderer/viewer/link-pointers.ts';
import type { ViewLook } from '../../../src/renderer/viewer/look.ts';
import { createLoupe } from '../../../src/renderer/viewer/loupe.ts';
import { createMinimap } from '../../../src/renderer/viewer/minimap.ts';
import type { Camera, Viewer } from '../../../src/renderer/viewer/viewer.ts';
import { prepareWebGl } from '../../../src/renderer/viewer/webgl-spare.ts';
import { openLarge, openNext, takeSteps, wander } from './large-stage.ts';
import { memorySource, type MemoryMask, type MemoryOptions, type MemorySource } from './memory-source.ts';
import { colourOf, makeLooks, makeTestMask, randomNumbers, type TestMaskOptions } from './test-mask.ts';

export interface Stage {
  readonly viewer: Viewer;
  readonly source: MemorySource;
  readonly mask: MemoryMask;
  readonly host: HTMLElement;
}

export interface StageOptions extends MemoryOptions {
  readonly mask: TestMaskOptions;
  readonly renderer: 'webgl' | 'canvas';
  readonly view?: { readonly width: number; readonly height: number };
  readonly look?: Partial<ViewLook>;
  readonly camera?: Camera;
  readonly tileBytes?: number;
}

function openStage({
  mask: maskOptions,
  renderer,
  view,
  look = {},
  camera,
  tileBytes,
  ...options
}: StageOptions): Stage {
  const host = document.createElement('div');
  const { width, height } = view ?? { width: 220, height: 160 };
  host.style.cssText = `width:${width}px;height:${height}px;margin:0`;
  document.body.replaceChildren(host);
  const mask = makeTestMask(maskOptions);
  const source = memorySource(mask, options);
  const viewer = createViewer(host, { renderer, tileBytes });
  viewer.setClasses(makeLooks(maskOptions.slots, (slot) => patternOf({ slot }, true)));
  viewer.setLook({ showsGrid: false, ...look });
  viewer.show(source);
  if (camera !== undefined) viewer.moveCamera(camera);
  return { viewer, source, mask, host };
}

/** Resolves when everything in view is drawn. */
async function settle({ viewer }: Stage): Promise<void> {
  do await nextFrame();
  while (!viewer.isSettled());
}

function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      setTimeout(resolve);
    });
  });
}

/** The picture as RGBA, as it is on the screen. */
function readPicture({ host }: Stage): Uint8ClampedArray {
  const canvas = host.querySelector('canvas');
  if (canvas === null) throw new Error('there is no canvas');
  const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', { willReadFrequently: true });
  if (copy === null) throw new Error('there is no second canvas');
  copy.drawImage(canvas, 0, 0);
  return copy.getImageData(0, 0, canvas.width, canvas.height).data;
}

async function pictureOf(options: StageOptions): Promise<Uint8ClampedArray> {
  const stage = openStage(options);
  await settle(stage);
  const picture = readPicture(stage);
  stage.viewer.dispose();
  return picture;
}

/** How many pixels of two pictures differ. */
function countOther(a: Uint8ClampedArray, b: Uint8ClampedArray): number {
  if (a.length !== b.length) return -1;
  const [left, right] = [new Uint32Array(a.buffer), new Uint32Array(b.buffer)];
  return left.reduce((sum, word, at) => sum + (word === right[at] ? 0 : 1), 0);
}

/** Pixels in which WebGL2 and Canvas2D differ, and how many colours the picture has: one of one colour would prove little. */
async function compareRenderers(options: Omit<StageOptions, 'renderer'>): Promise<{ other: number; colours: number }> {
  const webgl = await pictureOf({ ...options, renderer: 'webgl' });
  const canvas = await pictureOf({ ...options, renderer: 'canvas' });
  return { other: countOther(webgl, canvas), colours: new Set(new Uint32Array(webgl.buffer)).size };
}

const tools = {
  openStage,
  settle,
  nextFrame,
  readPicture,
  pictureOf,
  countOther,
  compareRenderers,
  memorySource,
  makeTestMask,
  makeLooks,
  colourOf,
  randomNumbers,
  createViewer,
  createLoupe,
  createMinimap,
  linkCameras,
  linkPointers,
  openLarge,
  openNext,
  takeSteps,
  wander,
  prepareWebGl,
};

export type ViewerTools = typeof tools;

declare global {
  // What the tests find in the page.
  var viewerTools: ViewerTools;
}

globalThis.viewerTools = tools;
