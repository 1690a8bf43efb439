import type { ColourWitness } from './file-evidence.ts';
import { fits, type ColourSpace, type Interval, valuesIn, type ValueKind, widthOf } from './witness-values.ts';

/** A class as far as the files tell. */
export interface PooledClass {
  /** The values that every witness of the class allows; one where the class was seen without loss. Never empty. */
  values: readonly number[];
  /**
   * What is known of the values: `exact`, from a hard mask; `decoded`, exact in a picture that may have been lossy
   * before; `bounded`, any of them is as likely; `estimated`, those in the middle are likelier; `fitted`, likewise, of
   * thin classes, and a level or two farther off.
   */
  readonly precision: 'exact' | 'decoded' | 'bounded' | 'estimated' | 'fitted';
  files: number;
  pixels: number;
  areas: number;
  /** The different intervals in which it was seen, by their text. */
  readonly intervals: Map<string, { readonly space: ColourSpace; readonly interval: Interval }>;
  /** The indices of indexed files. */
  readonly indices: Set<number>;
}

/**
 * Pools the witnesses of many files into classes. Files must come in the order of their certainty, those without loss
 * first: a witness joins a class if some value of the class lies in its interval, and narrows the class to those values.
 * Two witnesses of one file never join one class, for in one file a class has one colour.
 */
export class ClassPool {
  readonly classes: PooledClass[] = [];
  readonly #kind: ValueKind;
  /** Intervals seen before, and the class they narrowed: its values all lie inside since. */
  readonly #known = new Map<string, PooledClass>();
  /** The classes seen without loss, by their value: there may be tens of thousands of instances. */
  readonly #exact = new Map<number, PooledClass>();

  constructor(kind: ValueKind) {
    this.#kind = kind;
  }

  addFile({ space, precision }: PooledFile, witnesses: readonly ColourWitness[]): void {
    const taken = new Set<PooledClass>();
    for (const witness of [...witnesses].sort((a, b) => b.pixels - a.pixels)) {
      const name = `${space} ${witness.low.join()} ${witness.high.join()}`;
      const found = this.#find({ space, precision, witness, name, taken });
      if (found === undefined) continue;
      this.#known.set(name, found);
      found.intervals.set(name, { space, interval: witness });
      found.files += taken.has(found) ? 0 : 1;
      found.pixels += witness.pixels;
      found.areas += witness.areas;
      if (witness.index !== undefined) found.indices.add(witness.index);
      taken.add(found);
    }
  }

  #find(search: Search): PooledClass | undefined {
    const known = this.#known.get(search.name);
    if (known !== undefined && (!search.taken.has(known) || known.values.length === 1)) {
      return known;
    }
    return this.#narrow(search) ?? this.#create(search);
  }

  /** The most frequent class that the witness can belong to, narrowed to the values that it allows. */
  #narrow({ space, witness, taken }: Search): PooledClass | undefined {
    let best: PooledClass | undefined;
    let shared: readonly number[] = [];
    for (const candidate of this.#candidates(space, witness)) {
      if (taken.has(candidate) || (best !== undefined && candidate.pixels <= best.pixels)) continue;
      const values = candidate.values.filter((value) => fits(value, space, { interval: witness, kind: this.#kind }));
      if (values.length > 0) {
        best = candidate;
        shared = values;
      }
    }
    if (best !== undefined) best.values = shared;
    return best;
  }

  #create({ space, precision, witness }: Search): PooledClass | undefined {
    const values = valuesIn(space, witness, this.#kind);
    if (values.length === 0) {
      return undefined;
    }
    const created: PooledClass = { values, precision, ...withoutSupport() };
    this.classes.push(created);
    if (widthOf(witness) === 0) this.#exact.set(values[0], created);
    return created;
  }

  /** Files without loss come first: as long as they do, an exact colour is that of one class or of none. */
  #candidates(space: ColourSpace, witness: ColourWitness): Iterable<PooledClass> {
    if (widthOf(witness) > 0 || this.#exact.size < this.classes.length) {
      return this.classes;
    }
    const [value] = valuesIn(space, witness, this.#kind);
    const found = this.#exact.get(value);
    return found === undefined ? [] : [found];
  }
}

/** A class that nothing has been counted for. */
export function withoutSupport(): Omit<PooledClass, 'values' | 'precision'> {
  return { files: 0, pixels: 0, areas: 0, intervals: new Map(), indices: new Set() };
}

/** What the witnesses of a file have in common. */
type PooledFile = Pick<PooledClass, 'precision'> & { readonly space: ColourSpace };

interface Search extends PooledFile {
  readonly witness: ColourWitness;
  readonly name: string;
  readonly taken: ReadonlySet<PooledClass>;
}
