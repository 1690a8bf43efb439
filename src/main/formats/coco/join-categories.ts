import type { DatasetProblem, FileRef } from '../../../shared/model/dataset.ts';

interface Category {
  readonly id: number | string;
  readonly name?: string | undefined;
}

interface CategoryFile<Own extends Category> {
  readonly file: FileRef;
  /** Their ids are different. */
  readonly categories: readonly Own[];
}

interface JoinedCategories<Own extends Category> {
  /** A class each; their ids are different. */
  readonly list: readonly Own[];
  /** Of each file: places in the list by the ids that it gives. */
  readonly places: readonly ReadonlyMap<string, number>[];
  /** Where the ids of files do not agree. */
  readonly problems: readonly DatasetProblem[];
}

/**
 * The categories of several files as one list. A name means the same in all files, whatever its id; an id does where no
 * name says otherwise. A name that is new while its id is taken gets the next one that is free, by `withId`.
 */
export function joinCategories<Own extends Category>(
  files: readonly CategoryFile<Own>[],
  withId: (category: Own, id: number) => Own,
): JoinedCategories<Own> {
  const joiner = new CategoryJoiner(withId, highestId(files) + 1);
  const places = files.map((file) => joiner.take(file));
  return { list: joiner.list, places, problems: joiner.problems };
}

/** Of those that have one above them. */
function highestId(files: readonly CategoryFile<Category>[]): number {
  const ids = files.flatMap(({ categories }) => categories.map(({ id }) => id));
  return ids.reduce<number>((highest, id) => (Number.isSafeInteger(id) ? Math.max(highest, Number(id)) : highest), 0);
}

class CategoryJoiner<Own extends Category> {
  readonly list: Own[] = [];
  readonly problems: DatasetProblem[] = [];
  readonly #byId = new Map<string, number>();
  readonly #withId: (category: Own, id: number) => Own;
  #freeId: number;

  constructor(withId: (category: Own, id: number) => Own, freeId: number) {
    this.#withId = withId;
    this.#freeId = freeId;
  }

  take({ file, categories }: CategoryFile<Own>): Map<string, number> {
    const byName = placesByName(this.list);
    return new Map(
      categories.map((category) => {
        const tell = (message: string): void => {
          const annotation = `category ${category.id}`;
          this.problems.push({ file: file.name, annotation, message, isWarning: true });
        };
        return [String(category.id), this.#placeOf(category, byName, tell)];
      }),
    );
  }

  /** @param byName Places of the files before. */
  #placeOf(category: Own, byName: ReadonlyMap<string, number>, tell: (message: string) => void): number {
    const { id, name = '' } = category;
    const place = this.#byId.get(String(id));
    const other = place === undefined ? undefined : this.list[place];
    if (place !== undefined && other !== undefined && areOne(category, other)) return place;
    const named = byName.get(keyOf(category) ?? '');
    if (named !== undefined) {
      tell(`is called ${name}, which has id ${this.list[named].id} in another file; it is that class`);
      return named;
    }
    if (other === undefined) return this.#add(category);
    tell(`is called ${name} here and ${other.name ?? ''} in another file; they are two classes`);
    return this.#add(this.#withId(category, this.#freeId++));
  }

  #add(category: Own): number {
    this.#byId.set(String(category.id), this.list.length);
    return this.list.push(category) - 1;
  }
}

/** Of one id: what has no name is what the other file says. */
function areOne(a: Category, b: Category): boolean {
  const [one, other] = [keyOf(a), keyOf(b)];
  return one === undefined || other === undefined || one === other;
}

/** Undefined where it has no name. */
function keyOf({ name }: Category): string | undefined {
  const key = name?.trim().toLowerCase();
  return key === '' ? undefined : key;
}

/** Of two classes of one name the first has it. */
function placesByName(list: readonly Category[]): Map<string, number> {
  const places = new Map<string, number>();
  list.forEach((category, place) => {
    const name = keyOf(category);
    if (name !== undefined && !places.has(name)) places.set(name, place);
  });
  return places;
}
