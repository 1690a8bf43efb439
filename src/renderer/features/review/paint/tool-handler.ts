import type { PixelPoint, ToolEvent } from '../../../viewer/viewer.ts';
import type { Painting } from './current-painting.ts';

/** What one tool makes of the pointer. */
export interface ToolHandler {
  readonly handle: (event: ToolEvent, painting: Painting) => void;
  readonly hover?: (point: PixelPoint | undefined, painting: Painting) => void;
  /** Enter: done with what was begun. */
  readonly complete?: (painting: Painting) => void;
  /** Escape, or another tool: what was begun is dropped; true where there was something. */
  readonly cancel?: (painting: Painting) => boolean;
}
