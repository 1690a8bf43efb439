import { toMask, toScreen } from './camera.ts';
import { fillHost } from './fill-host.ts';
import type { PixelSize } from './mask-source.ts';
import type { Camera, CreateFollower, PixelPoint, Viewer } from './viewer.ts';

/** Strokes show on the map after so long at the latest; drawing it costs more than a stroke may. */
const RENEW_MS = 300;

/** However faint the labels are in the view, or reduced to their outlines: a map shows where things are. */
const MAP_LOOK = { mode: 'repaired', style: 'fill', fillOpacity: 1, showsPhoto: false } as const;

/** The whole mask with the part in view framed; pressing or dragging moves the view there. */
export const createMinimap: CreateFollower = (viewer, host) => {
  const map = document.createElement('canvas');
  const frame = document.createElement('canvas');
  map.style.cssText = 'position:absolute;inset:0;width:100%;height:100%;image-rendering:pixelated';
  frame.style.cssText = 'position:absolute;inset:0;width:100%;height:100%;touch-action:none;cursor:crosshair';
  host.append(map, frame);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const drawMap = (): void => {
    timer = undefined;
    fillHost(map, host);
    const camera = mapCamera(viewer, map);
    if (camera !== undefined) viewer.drawInto(map, camera, MAP_LOOK);
  };
  const drawFrame = (): void => {
    fillHost(frame, host);
    drawView(viewer, frame);
  };
  drawMap();
  drawFrame();
  const ends = [
    viewer.on('picture', () => {
      timer ??= setTimeout(drawMap, RENEW_MS);
    }),
    viewer.on('camera', drawFrame),
    listenToPresses(viewer, frame),
  ];
  return () => {
    clearTimeout(timer);
    for (const end of ends) end();
    map.remove();
    frame.remove();
  };
};

/** The camera that shows the whole mask in the map; undefined where no mask is shown. */
function mapCamera(viewer: Viewer, size: PixelSize): Camera | undefined {
  const mask = viewer.source();
  if (mask === undefined) return undefined;
  const scale = Math.min(size.width / mask.width, size.height / mask.height);
  return { centreX: mask.width / 2, centreY: mask.height / 2, scale };
}

function drawView(viewer: Viewer, canvas: HTMLCanvasElement): void {
  const context = canvas.getContext('2d');
  const camera = mapCamera(viewer, canvas);
  if (context === null || camera === undefined) return;
  const view = viewer.viewSize();
  const from = toScreen(camera, canvas, toMask(viewer.camera(), view, { x: 0, y: 0 }));
  const to = toScreen(camera, canvas, toMask(viewer.camera(), view, { x: view.width, y: view.height }));
  context.clearRect(0, 0, canvas.width, canvas.height);
  for (const [colour, gap] of [
    ['rgb(0 0 0)', 1.5],
    ['rgb(255 255 255)', 0.5],
  ] as const) {
    context.strokeStyle = colour;
    context.strokeRect(from.x - gap, from.y - gap, to.x - from.x + 2 * gap, to.y - from.y + 2 * gap);
  }
}

function listenToPresses(viewer: Viewer, canvas: HTMLCanvasElement): () => void {
  const ending = new AbortController();
  const go = (event: PointerEvent): void => {
    const camera = mapCamera(viewer, canvas);
    if (camera === undefined || (event.buttons & 1) === 0) return;
    const { x, y } = toMask(camera, canvas, placeOn(canvas, event));
    viewer.moveCamera({ centreX: x, centreY: y, scale: viewer.camera().scale });
  };
  const press = (event: PointerEvent): void => {
    canvas.setPointerCapture(event.pointerId);
    go(event);
  };
  canvas.addEventListener('pointerdown', press, { signal: ending.signal });
  canvas.addEventListener('pointermove', go, { signal: ending.signal });
  return () => {
    ending.abort();
  };
}

function placeOn(canvas: HTMLCanvasElement, { clientX, clientY }: PointerEvent): PixelPoint {
  const { left, top, width, height } = canvas.getBoundingClientRect();
  return { x: ((clientX - left) * canvas.width) / width, y: ((clientY - top) * canvas.height) / height };
}
