import { createCanvasPainter } from './canvas-painter.ts';
import type { Painter } from './frame.ts';
import type { ViewHost } from './view-host.ts';
import { createWebGlPainter } from './webgl-painter.ts';
import { takeWebGl } from './webgl-spare.ts';

/** How long a lost context may take to come back before the processor draws instead. */
const LOST_MS = 3000;

export type PainterState = 'webgl' | 'canvas' | 'lost';

/** The painter in use: WebGL2 where it is there and stays there, else Canvas2D. */
export class PainterSwitch {
  readonly #host: ViewHost;
  readonly #onState: (state: PainterState) => void;
  #painter: Painter;
  #state: PainterState;
  #giveUp: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ViewHost, wanted: 'webgl' | 'canvas' | undefined, onState: (state: PainterState) => void) {
    this.#host = host;
    this.#onState = onState;
    this.#painter = (wanted === 'canvas' ? undefined : this.#openWebGl()) ?? createCanvasPainter(host.addCanvas());
    this.#state = this.#painter.kind;
  }

  get painter(): Painter {
    return this.#painter;
  }

  get state(): PainterState {
    return this.#state;
  }

  dispose(): void {
    clearTimeout(this.#giveUp);
    this.#painter.dispose();
  }

  #openWebGl(): Painter | undefined {
    try {
      const opened = takeWebGl();
      if (opened === undefined) return undefined;
      this.#host.addCanvas(opened.canvas);
      return createWebGlPainter(opened, {
        onLost: () => {
          this.#giveUp = setTimeout(() => {
            this.#useCanvas();
          }, LOST_MS);
          this.#tell('lost');
        },
        onRestored: () => {
          clearTimeout(this.#giveUp);
          this.#tell('webgl');
        },
      });
    } catch {
      // A driver that has WebGL2 and cannot link these programs: the processor can.
      return undefined;
    }
  }

  #useCanvas(): void {
    this.#painter.dispose();
    this.#painter = createCanvasPainter(this.#host.addCanvas());
    this.#tell('canvas');
  }

  #tell(state: PainterState): void {
    this.#state = state;
    this.#onState(state);
  }
}
