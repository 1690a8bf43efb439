import { fillHost } from './fill-host.ts';
import type { CreateFollower, PixelPoint, Viewer } from './viewer.ts';

/** Mask pixels on each side of the one under the pointer. */
const REACH = 7;

/** Shows the pixels round the pointer twice, large: original to the left, repaired to the right. */
export const createLoupe: CreateFollower = (viewer, host) => {
  const canvases = [0, 1].map(() => document.createElement('canvas'));
  for (const canvas of canvases) canvas.style.cssText = 'width:50%;height:100%;image-rendering:pixelated';
  host.append(...canvases);
  let pixel: PixelPoint | undefined;
  const draw = (): void => {
    // The last place stays to be seen when the pointer goes to what is beside the picture.
    if (pixel === undefined || viewer.source() === undefined) return;
    for (const [index, canvas] of canvases.entries()) {
      fillHost(canvas, host, 0.5);
      drawSide(viewer, canvas, { pixel, mode: index === 0 ? 'original' : 'repaired' });
    }
  };
  const ends = [
    viewer.on('hover', (next) => {
      pixel = next ?? pixel;
      draw();
    }),
    viewer.on('picture', draw),
  ];
  return () => {
    for (const end of ends) end();
    for (const canvas of canvases) canvas.remove();
  };
};

interface Side {
  readonly pixel: PixelPoint;
  readonly mode: 'original' | 'repaired';
}

function drawSide(viewer: Viewer, canvas: HTMLCanvasElement, { pixel, mode }: Side): void {
  const scale = Math.max(1, Math.floor(Math.min(canvas.width, canvas.height) / (2 * REACH + 1)));
  viewer.drawInto(canvas, { centreX: pixel.x + 0.5, centreY: pixel.y + 0.5, scale }, { mode });
  const context = canvas.getContext('2d');
  if (context === null) return;
  const [left, top] = [Math.round(canvas.width / 2 - scale / 2), Math.round(canvas.height / 2 - scale / 2)];
  context.strokeStyle = 'rgb(0 0 0)';
  context.strokeRect(left - 1.5, top - 1.5, scale + 3, scale + 3);
  context.strokeStyle = 'rgb(255 255 255)';
  context.strokeRect(left - 0.5, top - 0.5, scale + 1, scale + 1);
}
