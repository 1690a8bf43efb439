import type { TileRuns } from '../../../../shared/contract/review-schemas.ts';
import type { PixelRect, TilePixels } from '../../../viewer/mask-source.ts';
import type { Painting } from './current-painting.ts';

/** Tiles that are shown of a preview; beyond them it is told in numbers alone. */
export const MOST_SHOWN_TILES = 256;

interface ShownTile {
  readonly rect: PixelRect;
  readonly before: TilePixels;
}

/** Shows what something would do to labels, or to numbers of objects, and takes it off the screen again. */
export class LabelPreview {
  readonly #painting: Painting;
  #shown: ShownTile[] = [];
  #lastPatch = 0;

  constructor(painting: Painting) {
    this.#painting = painting;
  }

  /** False where it was overtaken. */
  async show(changed: readonly TileRuns[], signal: AbortSignal): Promise<boolean> {
    const tiles = await Promise.all(changed.slice(0, MOST_SHOWN_TILES).map((tile) => this.#read(tile)));
    // Overtaken while it was being read; else nothing comes in between any more.
    if (signal.aborted) return false;
    for (const { tile, rect, before } of tiles) {
      this.#lastPatch = this.#painting.viewer.applyPatch(rect, withRuns(before, tile.runs));
      this.#shown.push({ rect, before });
    }
    return true;
  }

  /** The operation is done after all: what is shown stays, up to this patch. */
  keep(): number | undefined {
    const hasShown = this.#shown.length > 0;
    this.#shown = [];
    return hasShown ? this.#lastPatch : undefined;
  }

  clear(): void {
    if (this.#shown.length === 0) return;
    const { viewer, session } = this.#painting;
    for (const { rect, before } of this.#shown) this.#lastPatch = viewer.applyPatch(rect, before);
    this.#shown = [];
    // They are as the source has them: laid over later tiles they would hide what is done meanwhile.
    if (!session.isSaving) viewer.forgetPatches(this.#lastPatch);
  }

  async #read(tile: TileRuns): Promise<ShownTile & { readonly tile: TileRuns }> {
    const { width, height, tileSide } = this.#painting.session.source;
    const [x, y] = [tile.column * tileSide, tile.row * tileSide];
    const rect = { x, y, width: Math.min(tileSide, width - x), height: Math.min(tileSide, height - y) };
    return { tile, rect, before: (await this.#painting.viewer.readLabels(rect)).slice() };
  }
}

function withRuns(labels: TilePixels, runs: readonly number[]): TilePixels {
  const after = labels.slice();
  for (let at = 0; at + 2 < runs.length; at += 3) {
    const start = runs[at] ?? 0;
    after.fill(runs[at + 2] ?? 0, start, start + (runs[at + 1] ?? 0));
  }
  return after;
}
