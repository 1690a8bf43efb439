import { type RefObject, useEffect } from 'react';
import { type Tool, usePaintStore } from '../../../state/paint-store.ts';
import type { PixelPoint } from '../../../viewer/viewer.ts';
import type { Painting } from './current-painting.ts';
import { arrowSteps, KeyboardPointer } from './keyboard-pointer.ts';
import { showToolCursor } from './tool-cursor.ts';
import type { ToolHandler } from './tool-handler.ts';
import { toolHandlers } from './tools.ts';
import { pickTool } from '../objects/pick-tool.ts';

/**
 * Hands the pointer, and the keys that stand in for it, to the tool in hand for as long as a mask is shown; `place` holds
 * all that shows it.
 */
export function useTools(painting: Painting | undefined, place: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const host = place.current;
    if (painting === undefined || host === null) return;
    const { viewer } = painting;
    const handler = () => handlerOf(usePaintStore.getState().tool, painting);
    const keyboard = new KeyboardPointer(painting, (event) => {
      handler().handle(event, painting);
    });
    const hover = (point: PixelPoint | undefined): void => {
      handler().hover?.(point, painting);
    };
    const onKey = (event: KeyboardEvent): void => {
      if (isTakenByKeys(event, { painting, keyboard })) {
        event.preventDefault();
        event.stopPropagation();
      }
    };
    // What events say of the distance is in pixels of the screen with one browser, and of the page with another.
    let last: PixelPoint = { x: 0, y: 0 };
    // Not where the press took hold of the wipe line, or moves the view by itself, as with the space bar.
    let isPressed = false;
    const onPan = (event: PointerEvent): void => {
      const [before, now] = [last, { x: event.clientX, y: event.clientY }];
      last = now;
      if (event.type === 'pointerdown' || event.buttons !== 1) return;
      if (!isPressed || usePaintStore.getState().tool !== 'pan' || !isOnView(event)) return;
      viewer.panBy((before.x - now.x) * devicePixelRatio, (before.y - now.y) * devicePixelRatio);
    };
    host.addEventListener('keydown', onKey, { capture: true });
    for (const type of ['pointerdown', 'pointermove'] as const) host.addEventListener(type, onPan);
    const ends = [
      viewer.on('tool', (event) => {
        if (event.phase !== 'move') isPressed = event.phase === 'down' && event.button === 'left';
        keyboard.hide();
        handler().handle(event, painting);
      }),
      viewer.on('hover', hover),
      usePaintStore.subscribe((now, before) => {
        if (now.tool !== before.tool) toolHandlers[before.tool].cancel?.(painting);
        showToolCursor(viewer, now);
      }),
    ];
    showToolCursor(viewer, usePaintStore.getState());
    return () => {
      handler().cancel?.(painting);
      keyboard.hide();
      for (const end of ends) end();
      host.removeEventListener('keydown', onKey, { capture: true });
      for (const type of ['pointerdown', 'pointermove'] as const) host.removeEventListener(type, onPan);
    };
  }, [painting, place]);
}

/** Beside the views there are a map and a loupe. */
function isOnView({ target }: Event): boolean {
  return target instanceof Element && target.closest('[role=application]') !== null;
}

/** Where objects are shown, a click picks one. */
function handlerOf(tool: Tool, { viewer, session }: Painting): ToolHandler {
  return tool === 'pan' && viewer.source() !== session.source ? pickTool : toolHandlers[tool];
}

interface Keyed {
  readonly painting: Painting;
  readonly keyboard: KeyboardPointer;
}

function isTakenByKeys(event: KeyboardEvent, { painting, keyboard }: Keyed): boolean {
  const { tool } = usePaintStore.getState();
  const handler = toolHandlers[tool];
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  if (event.key === 'Escape') return handler.cancel?.(painting) === true || keyboard.hide();
  if (tool === 'pan') return isPanned(event, painting);
  const arrow = keyboard.move(event);
  if (arrow !== undefined) {
    handler.hover?.(arrow, painting);
    return true;
  }
  if (event.key !== 'Enter') return false;
  if (!keyboard.isShown && handler.complete !== undefined) handler.complete(painting);
  else keyboard.press(event.shiftKey);
  return true;
}

const PAN_PX = 60;

function isPanned({ key }: KeyboardEvent, { viewer }: Painting): boolean {
  const step = arrowSteps[key];
  if (step === undefined) return false;
  viewer.panBy(step.x * PAN_PX * devicePixelRatio, step.y * PAN_PX * devicePixelRatio);
  return true;
}
