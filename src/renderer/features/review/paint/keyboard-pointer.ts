import type { PixelPoint, ToolEvent } from '../../../viewer/viewer.ts';
import type { Painting } from './current-painting.ts';

/** Where arrow keys lead. */
export const arrowSteps: Readonly<Record<string, PixelPoint>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};
const LONG_STRIDE_PX = 16;

/**
 * Stands in for the pointer where there is none: arrows move it pixel by pixel (Shift: 16), Enter presses it. Shift and
 * Enter go on from the last press: a line for the brush, a closed drag for lasso and rectangle.
 */
export class KeyboardPointer {
  readonly #painting: Painting;
  readonly #onTool: (event: ToolEvent) => void;
  #at: PixelPoint | undefined;
  #pressed: PixelPoint | undefined;

  constructor(painting: Painting, onTool: (event: ToolEvent) => void) {
    this.#painting = painting;
    this.#onTool = onTool;
  }

  get isShown(): boolean {
    return this.#at !== undefined;
  }

  /** Where an arrow key takes it; undefined for other keys. */
  move({ key, shiftKey }: KeyboardEvent): PixelPoint | undefined {
    const step = arrowSteps[key];
    if (step === undefined) return undefined;
    const from = this.#at ?? this.#middle();
    const stride = this.#at === undefined ? 0 : shiftKey ? LONG_STRIDE_PX : 1;
    const { width, height } = this.#painting.session.source;
    this.#at = { x: clamp(from.x + stride * step.x, width), y: clamp(from.y + stride * step.y, height) };
    this.#show(this.#at);
    return this.#at;
  }

  press(isGoingOn: boolean): void {
    const at = this.#at ?? this.#middle();
    const from = isGoingOn ? (this.#pressed ?? at) : at;
    this.#at = at;
    this.#pressed = at;
    this.#show(at);
    const base = { button: 'left', pointerType: 'keyboard', pressure: 1, altKey: false, ctrlKey: false } as const;
    this.#onTool({ ...base, phase: 'down', points: [from], shiftKey: false });
    this.#onTool({ ...base, phase: 'up', points: [at], shiftKey: false });
  }

  /** True where it was shown. */
  hide(): boolean {
    const wasShown = this.isShown;
    this.#at = undefined;
    if (wasShown) this.#painting.viewer.setMarks([]);
    return wasShown;
  }

  #middle(): PixelPoint {
    const { centreX, centreY } = this.#painting.viewer.camera();
    const { width, height } = this.#painting.session.source;
    return { x: clamp(Math.floor(centreX), width), y: clamp(Math.floor(centreY), height) };
  }

  #show(at: PixelPoint): void {
    const { viewer } = this.#painting;
    viewer.setMarks([{ ...at, width: 1, height: 1 }]);
    const { centreX, centreY, scale } = viewer.camera();
    const { width, height } = viewer.viewSize();
    const dx = reachBeyond((at.x - centreX) * scale, width);
    const dy = reachBeyond((at.y - centreY) * scale, height);
    if (dx !== 0 || dy !== 0) viewer.panBy(dx, dy);
  }
}

const clamp = (value: number, size: number): number => Math.max(0, Math.min(size - 1, value));

/** How far a place lies beyond the inner nine tenths of the view, in screen pixels from its middle. */
function reachBeyond(fromMiddle: number, size: number): number {
  const most = 0.45 * size;
  return fromMiddle - Math.max(-most, Math.min(most, fromMiddle));
}
