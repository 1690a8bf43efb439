import type { CutSource } from '../../workers/cut-source.ts';
import type { ProjectSession } from '../project-session.ts';
import { sourceTask } from '../sources/source-pixels.ts';
import { ByteCache } from './byte-cache.ts';

/** Decoded sources: a handful of usual ones, or one that is very large. */
const BUDGET_BYTES = 256 * 1024 ** 2;

/** Sources that were decoded and cut into tiles, so that each is decoded once however many tiles are asked for. */
export class CutSources {
  readonly #session: ProjectSession;
  readonly #sources = new ByteCache<CutSource>(BUDGET_BYTES);
  readonly #making = new Map<string, Promise<CutSource>>();

  constructor(session: ProjectSession) {
    this.#session = session;
  }

  /** Throws what reading the file throws. */
  async source(id: number, revision: number): Promise<CutSource> {
    const name = `${id} ${revision}`;
    const known = this.#sources.get(name);
    if (known !== undefined) return known;
    let making = this.#making.get(name);
    if (making === undefined) {
      making = this.#cut(id, name).finally(() => this.#making.delete(name));
      this.#making.set(name, making);
    }
    return making;
  }

  async #cut(id: number, name: string): Promise<CutSource> {
    const pool = await this.#session.viewPool();
    const source = await pool.run('cutSource', await sourceTask(this.#session, id), this.#session.stop);
    const bytes = [...source.levels.flat(), ...(source.numbers?.tiles ?? [])].reduce(
      (sum, tile) => sum + tile.length,
      0,
    );
    this.#sources.set(name, source, bytes);
    return source;
  }
}
