import type { Tool } from '../../../state/paint-store.ts';
import type { PixelPoint } from '../../../viewer/viewer.ts';
import { BrushTool } from './brush-tool.ts';
import { pickClass, fillAt, fillRegionAt } from './click-tools.ts';
import type { Painting } from './current-painting.ts';
import { PolygonTool } from './polygon-tool.ts';
import { DragShapeTool } from './drag-shape-tool.ts';
import type { ToolHandler } from './tool-handler.ts';

type Click = (point: PixelPoint, painting: Painting) => void;

function clickTool(click: Click): ToolHandler {
  return {
    handle: ({ phase, points }, painting) => {
      const point = points.at(-1);
      if (phase === 'down' && point !== undefined && isInside(point, painting)) click(point, painting);
    },
  };
}

function isInside({ x, y }: PixelPoint, { session: { source } }: Painting): boolean {
  return x >= 0 && y >= 0 && x < source.width && y < source.height;
}

export const toolHandlers: Readonly<Record<Tool, ToolHandler>> = {
  // The view is moved by the pointer itself, not pixel by pixel of the mask.
  pan: { handle: () => undefined },
  brush: new BrushTool('paint'),
  eraser: new BrushTool('restore'),
  fill: clickTool(fillAt),
  region: clickTool(fillRegionAt),
  polygon: new PolygonTool(),
  lasso: new DragShapeTool('lasso'),
  rectangle: new DragShapeTool('rectangle'),
  eyedropper: clickTool(pickClass),
};
