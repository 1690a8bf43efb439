import { areaPixels, boxOfArea } from '../../../../shared/edit/area-pixels.ts';
import type { AreaShape, Rectangle } from '../../../../shared/edit/edit-operation.ts';
import { usePaintStore } from '../../../state/paint-store.ts';
import { text } from '../../../strings/text.ts';
import { tell } from '../../../ui/tell.tsx';
import type { TilePixels } from '../../../viewer/mask-source.ts';
import type { PixelPoint, Viewer } from '../../../viewer/viewer.ts';
import type { LabelSession } from './label-session.ts';
import { mayPaintOver, paintRules } from './paint-rules.ts';
import { hasSelection, selectedOf, withinSelection } from './selection.ts';

/** What a brush lays down: a class, or what the repair said. */
export type Paint = { readonly kind: 'paint'; readonly slot: number } | { readonly kind: 'restore' };
type Point = readonly [number, number];

/** A stroke of more points goes on as another one. */
const MOST_POINTS = 20_000;

interface StrokeOptions {
  readonly viewer: Viewer;
  readonly session: LabelSession;
  readonly paint: Paint;
  readonly from: PixelPoint;
}

/** A stroke of brush or eraser while it is drawn: on screen with every move, at its end one act. */
export class Stroke {
  readonly #viewer: Viewer;
  readonly #session: LabelSession;
  readonly #paint: Paint;
  readonly #tip: { readonly size: number; readonly tip: 'round' | 'square' };
  readonly #mayPaint = mayPaintOver();
  readonly #rules = paintRules();
  readonly #shown: Promise<number>[] = [];
  #points: Point[];
  #lastPatch = 0;
  /** The first patch that is of no act yet. */
  #firstPatch: number | undefined;
  #meetsPixels = false;
  #isCancelled = false;

  constructor({ viewer, session, paint, from }: StrokeOptions) {
    const { sizePx, shape } = usePaintStore.getState();
    this.#viewer = viewer;
    this.#session = session;
    this.#paint = paint;
    this.#tip = { size: sizePx, tip: shape };
    this.#points = [[from.x, from.y]];
    this.#show(this.#points);
  }

  extend(points: readonly PixelPoint[]): void {
    const last = this.#points.at(-1);
    const added: Point[] = [];
    for (const { x, y } of points) {
      const [lastX, lastY] = added.at(-1) ?? last ?? [];
      if (x !== lastX || y !== lastY) added.push([x, y]);
    }
    if (added.length === 0) return;
    this.#points.push(...added);
    this.#show(last === undefined ? added : [last, ...added]);
    if (this.#points.length > MOST_POINTS) this.#goOn();
  }

  /** Hands the stroke to the services; where it ended. */
  finish(): PixelPoint | undefined {
    if (this.#meetsPixels) this.#handOn();
    else if (hasSelection()) tell({ level: 'info', title: text.paint.outsideSelection });
    const [x, y] = this.#points.at(-1) ?? [];
    return x === undefined || y === undefined ? undefined : { x, y };
  }

  #handOn(): void {
    const patch = this.#shown.length === 0 ? this.#lastPatch : newest(this.#lastPatch, this.#shown);
    const area: AreaShape = { kind: 'stroke', points: this.#points, ...this.#tip };
    const limits = { ...withinSelection(), ...(this.#rules && { rules: this.#rules }) };
    void this.#session.act({ kind: 'operation', operation: this.#paint, area, ...limits }, patch);
  }

  /** Takes it off the screen. */
  cancel(): void {
    this.#isCancelled = true;
    if (this.#firstPatch !== undefined) this.#session.takeOffFrom(this.#firstPatch);
  }

  #goOn(): void {
    const end = this.finish();
    this.#points = end === undefined ? [] : [[end.x, end.y]];
    this.#shown.length = 0;
    this.#firstPatch = undefined;
  }

  #show(points: readonly Point[]): void {
    const area: AreaShape = { kind: 'stroke', points, ...this.#tip };
    const box = boxOfArea(area, this.#session.source);
    if (box === undefined) return;
    const pixels = selectedOf(areaPixels(area, box), box);
    if (!pixels.includes(1)) return;
    this.#meetsPixels = true;
    const labels = this.#viewer.labelsIn(box);
    if (this.#paint.kind === 'paint' && labels !== undefined)
      this.#lay(box, pixels, { labels, from: this.#paint.slot });
    else this.#shown.push(this.#showLater(box, pixels));
  }

  async #showLater(box: Rectangle, pixels: Uint8Array): Promise<number> {
    const repaired = this.#paint.kind === 'restore' ? await this.#session.readRepaired(box) : this.#paint.slot;
    const labels = this.#viewer.labelsIn(box) ?? (await this.#viewer.readLabels(box));
    return this.#lay(box, pixels, { labels, from: repaired });
  }

  #lay(box: Rectangle, pixels: Uint8Array, { labels, from }: Laid): number {
    if (this.#isCancelled) return this.#lastPatch;
    const after = labels.slice();
    for (let at = 0; at < pixels.length; at++) {
      if (pixels[at] === 0 || !this.#mayPaint(labels[at] ?? 0)) continue;
      after[at] = typeof from === 'number' ? from : (from[at] ?? 0);
    }
    this.#lastPatch = this.#viewer.applyPatch(box, after);
    this.#firstPatch ??= this.#lastPatch;
    return this.#lastPatch;
  }
}

interface Laid {
  readonly labels: TilePixels;
  /** One class for all pixels, or a label for each. */
  readonly from: number | TilePixels;
}

async function newest(patch: number, shown: readonly Promise<number>[]): Promise<number> {
  return Math.max(patch, ...(await Promise.all(shown)));
}
