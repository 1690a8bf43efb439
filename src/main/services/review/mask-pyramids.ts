import type { TilePlace } from '../../../shared/contract/review-schemas.ts';
import { rarityRanks } from '../../../shared/mask/reduce-tile.ts';
import { levelSize, tileAreas, tileLevels } from '../../../shared/mask/tile-grid.ts';
import { NO_OBJECT } from '../../../shared/model/segment.ts';
import type { ShownMask } from '../../db/operations/review-operations.ts';
import type { ProjectSession } from '../project-session.ts';
import { ByteCache } from './byte-cache.ts';
import { changedTasks } from './changed-pixels.ts';
import { objectsTask } from './objects.ts';
import type { PyramidKind, PyramidTiles } from './pyramid-tiles.ts';

/** Levels above the mask itself, compressed: a large mask of few classes takes a megabyte or two. */
const BUDGET_BYTES = 64 * 1024 ** 2;
/** Those that change with every act on labels. */
const EDITED_KINDS = ['labels', 'objects', 'changed'] as const;
/** Tiles that a thread makes at a time. */
const TILES_A_TASK = 64;

interface Pyramid {
  /** That of the mask when it was made, or made up to date. */
  readonly revision: number;
  /** By level, from 1 on: the tile of each place. */
  readonly levels: readonly ReadonlyMap<string, Uint8Array>[];
}

/** The smaller levels of masks: made when they are first asked for, kept in memory, and mended where tiles change. */
export class MaskPyramids implements PyramidTiles {
  readonly #session: ProjectSession;
  readonly #pyramids = new ByteCache<Pyramid>(BUDGET_BYTES);
  readonly #making = new Map<string, Promise<Pyramid>>();
  /** By the name of a pyramid: tiles that have changed since it was made. */
  readonly #changed = new Map<string, Map<string, TilePlace>>();

  /** By the name of a pyramid that hangs on classes: the revision of those it was made with. */
  readonly #palettes = new Map<string, number>();

  constructor(session: ProjectSession) {
    this.#session = session;
  }

  forget(id: number, tiles?: readonly TilePlace[]): void {
    if (tiles === undefined) {
      for (const kind of ['labels', 'engine-labels', 'objects', 'changed', 'confidence'] as const) {
        this.#pyramids.delete(nameOf(id, kind));
        this.#changed.delete(nameOf(id, kind));
      }
      return;
    }
    for (const kind of EDITED_KINDS) {
      const changed = this.#changed.get(nameOf(id, kind)) ?? new Map<string, TilePlace>();
      for (const tile of tiles) changed.set(keyOf(tile), tile);
      this.#changed.set(nameOf(id, kind), changed);
    }
  }

  async tile(
    id: number,
    mask: ShownMask,
    { kind, level, place }: { kind: PyramidKind; level: number; place: TilePlace },
  ): Promise<Uint8Array | undefined> {
    const name = nameOf(id, kind);
    if (kind === 'changed') await this.#forgetOtherPalette(name);
    const revision = isEdited(kind) ? mask.labelsRevision : mask.revision;
    let pyramid = this.#pyramids.get(name);
    const hasChanged = this.#changed.has(name);
    if (pyramid?.revision !== revision || hasChanged) {
      // Several tiles are asked for at once: they share the work, but never one of an older revision.
      const work = `${name} ${revision}`;
      let making = this.#making.get(work);
      if (making === undefined) {
        making = this.#bringUpToDate({ id, kind, mask, revision }, pyramid).finally(() => this.#making.delete(work));
        this.#making.set(work, making);
      }
      pyramid = await making;
    }
    return pyramid.levels[level - 1]?.get(keyOf(place));
  }

  /** What is nearest to a colour hangs on the classes, of which labels' revisions know nothing. */
  async #forgetOtherPalette(name: string): Promise<void> {
    const { paletteRevision } = await this.#session.database.project();
    if (this.#palettes.get(name) !== paletteRevision) this.#pyramids.delete(name);
    this.#palettes.set(name, paletteRevision);
  }

  async #bringUpToDate(wanted: Wanted, before: Pyramid | undefined): Promise<Pyramid> {
    const { id, kind, mask, revision } = wanted;
    const changed = this.#changed.get(nameOf(id, kind));
    this.#changed.delete(nameOf(id, kind));
    const isMending = before !== undefined && changed !== undefined;
    const all = tileAreas(mask.size);
    const levels = await this.#raise(wanted, isMending ? [...changed.values()] : all, isMending ? before : undefined);
    const pyramid = { revision, levels };
    const bytes = levels.flatMap((level) => [...level.values()]).reduce((sum, tile) => sum + tile.length, 0);
    this.#pyramids.set(nameOf(id, kind), pyramid, bytes);
    return pyramid;
  }

  /** Level by level the tiles above those that have changed; the others are taken over. */
  async #raise(
    { id, kind, mask }: Wanted,
    changed: readonly TilePlace[],
    before: Pyramid | undefined,
  ): Promise<Map<string, Uint8Array>[]> {
    const ranks = kind === 'objects' ? objectRanks() : rarityRanks(mask.engineClasses);
    const ground = await this.#ground(id, kind, changed);
    let below: ReadonlyMap<string, Uint8Array> = new Map(ground.map((tile) => [keyOf(tile), tile.packed]));
    let places = changed;
    const levels: Map<string, Uint8Array>[] = [];
    for (let level = 1; level < tileLevels(mask.size.width, mask.size.height); level++) {
      places = parentsOf(places);
      const size = levelSize(mask.size, level - 1);
      const tiles = await this.#reduce(
        { kind: kind === 'confidence' || kind === 'changed' ? 'confidence' : 'labels', size, ranks },
        places,
        below,
      );
      below = new Map([...(before?.levels[level - 1] ?? []), ...tiles]);
      levels.push(new Map(below));
    }
    return levels;
  }

  /** The tiles of the mask itself that those above the changed ones are made of; others may be among them. */
  async #ground(
    id: number,
    kind: PyramidKind,
    changed: readonly TilePlace[],
  ): Promise<(TilePlace & { readonly packed: Uint8Array })[]> {
    if (kind !== 'objects' && kind !== 'changed') return this.#session.database.shownTiles(id, kind);
    const wanted = new Set(parentsOf(changed).flatMap(childrenOf).map(keyOf));
    if (kind === 'changed') return this.#changedGround(id, wanted);
    const { task } = await objectsTask(this.#session, id);
    const tiles = task.tiles.filter((tile) => wanted.has(keyOf(tile)));
    return (await this.#session.viewPool()).run('shownNumbers', { ...task, tiles }, this.#session.stop);
  }

  async #changedGround(id: number, wanted: ReadonlySet<string>) {
    const pool = await this.#session.viewPool();
    const parts: Promise<(TilePlace & { readonly packed: Uint8Array })[]>[] = [];
    for (const task of await changedTasks(this.#session, id, (place) => wanted.has(keyOf(place)))) {
      parts.push(pool.run('changedTiles', task, this.#session.stop));
    }
    return (await Promise.all(parts)).flat();
  }

  async #reduce(
    task: { kind: 'labels' | 'confidence'; size: ShownMask['size']; ranks: Uint32Array },
    places: readonly TilePlace[],
    below: ReadonlyMap<string, Uint8Array>,
  ): Promise<[string, Uint8Array][]> {
    const pool = await this.#session.viewPool();
    const parents = places.map((place) => ({
      ...place,
      children: childrenOf(place).map((child) => below.get(keyOf(child))),
    }));
    const parts: Promise<[string, Uint8Array][]>[] = [];
    for (let at = 0; at < parents.length; at += TILES_A_TASK) {
      const part = parents.slice(at, at + TILES_A_TASK);
      const made = pool.run('reduceTiles', { ...task, parents: part }, this.#session.stop);
      parts.push(made.then((tiles) => tiles.map((tile, i) => [keyOf(part[i]), tile])));
    }
    return (await Promise.all(parts)).flat();
  }
}

interface Wanted {
  readonly id: number;
  readonly kind: PyramidKind;
  readonly mask: ShownMask;
  readonly revision: number;
}

const nameOf = (id: number, kind: PyramidKind): string => `${id} ${kind}`;
const isEdited = (kind: PyramidKind): boolean => EDITED_KINDS.some((known) => known === kind);

/** Objects before "no object", so that small ones do not vanish. */
function objectRanks(): Uint32Array {
  const ranks = new Uint32Array(65_536);
  ranks[NO_OBJECT] = 65_536;
  return ranks;
}

const keyOf = ({ row, column }: TilePlace): string => `${row} ${column}`;

function parentsOf(places: readonly TilePlace[]): TilePlace[] {
  const parents = places.map(({ row, column }) => ({ row: row >> 1, column: column >> 1 }));
  return [...new Map(parents.map((place) => [keyOf(place), place])).values()];
}

function childrenOf({ row, column }: TilePlace): TilePlace[] {
  return [0, 1, 2, 3].map((place) => ({ row: 2 * row + (place >> 1), column: 2 * column + (place & 1) }));
}
