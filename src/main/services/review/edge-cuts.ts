import { MaskmendError } from '../../../shared/errors.ts';
import { packColour } from '../../../shared/palette/packed-colour.ts';
import type { EdgeCut } from '../../workers/draw-cut.ts';
import type { ProjectSession } from '../project-session.ts';
import { ByteCache } from './byte-cache.ts';
import { labelsTask } from './study-mask.ts';
import { readShownMask } from './work-out.ts';

const BUDGET_BYTES = 1024 ** 2;

/** Cuts of edges, each made once though three are served of it: where it is, and what it shows before and after. */
export class EdgeCuts {
  readonly #session: ProjectSession;
  readonly #cuts = new ByteCache<Promise<EdgeCut | undefined>>(BUDGET_BYTES);

  constructor(session: ProjectSession) {
    this.#session = session;
  }

  /**
   * Of the labels as the repair gave them, whatever was painted since; undefined where no two classes meet, or there are
   * none. Throws not-found where the mask has no labels, `conflict` where its file has another size than they, and what
   * reading the file throws.
   */
  async cut(id: number): Promise<EdgeCut | undefined> {
    const { revision } = await readShownMask(this.#session, id);
    const palette = await this.#session.database.projectPalette();
    if (palette === undefined) return undefined;
    const { paletteRevision } = await this.#session.database.project();
    const name = [id, revision, paletteRevision].join(' ');
    const known = this.#cuts.get(name);
    if (known !== undefined) return known;
    const colours = new Map(palette.classes.map(({ slot, rgb }) => [slot, packColour(rgb)]));
    const making = this.#make(id, revision, colours);
    this.#cuts.set(name, making, 1);
    try {
      const cut = await making;
      this.#cuts.set(name, making, 1 + (cut === undefined ? 0 : cut.before.length + cut.after.length));
      return cut;
    } catch (error) {
      this.#cuts.delete(name);
      throw error;
    }
  }

  async #make(id: number, revision: number, colours: ReadonlyMap<number, number>): Promise<EdgeCut | undefined> {
    const [labels, source] = await Promise.all([
      labelsTask(this.#session, id),
      this.#session.sources.source(id, revision),
    ]);
    if (source.width !== labels.size.width || source.height !== labels.size.height) {
      throw new MaskmendError('conflict', 'the file has another size than when it was repaired', {
        hint: 'repair it again',
      });
    }
    const originals = { originals: source.levels[0] ?? [], isOriginalPacked: source.isPacked };
    return (await this.#session.viewPool()).run('cutEdge', { ...labels, ...originals, colours }, this.#session.stop);
  }
}
