import { sep } from 'node:path';
import type { FileRef } from '../../../shared/model/dataset.ts';
import { NumberList } from '../reading/number-list.ts';
import { TextList } from '../reading/text-list.ts';

/** Files below a folder by their names, in the order in which they were added. Of hundreds of thousands each takes some dozen bytes. */
export class PackedFiles implements ReadonlyMap<string, FileRef> {
  readonly #root: string;
  readonly #names = new TextList();
  readonly #sizes = new NumberList();
  /** Place of a name, from 1, at or behind where its hash leads; 0 where nothing is. Never more than half full. */
  #table = new Int32Array(64);

  /** @param root Absolute path of the folder. */
  constructor(root: string) {
    this.#root = root.endsWith(sep) ? root : root + sep;
  }

  get size(): number {
    return this.#names.length;
  }

  /** A name that is there already stays as it is. */
  add(name: string, bytes: number): void {
    if (2 * (this.size + 1) > this.#table.length) this.#grow();
    const at = this.#find(name);
    if (this.#table[at] > 0) return;
    this.#names.push(name);
    this.#sizes.push(bytes);
    this.#table[at] = this.size;
  }

  has(name: string): boolean {
    return this.#table[this.#find(name)] > 0;
  }

  get(name: string): FileRef | undefined {
    const number = this.#table[this.#find(name)];
    return number > 0 ? this.#fileAt(number - 1) : undefined;
  }

  *keys(): Generator<string, undefined> {
    yield* this.#names;
  }

  *values(): Generator<FileRef, undefined> {
    for (let place = 0; place < this.size; place++) yield this.#fileAt(place);
  }

  *entries(): Generator<[string, FileRef], undefined> {
    for (const file of this.values()) yield [file.name, file];
  }

  [Symbol.iterator](): Generator<[string, FileRef], undefined> {
    return this.entries();
  }

  forEach(take: (file: FileRef, name: string, files: ReadonlyMap<string, FileRef>) => void): void {
    for (const [name, file] of this) take(file, name, this);
  }

  #fileAt(place: number): FileRef {
    const name = this.#names.at(place);
    // Not joined by a call: the root is held once by all paths.
    return { path: this.#root + (sep === '/' ? name : name.replaceAll('/', sep)), name, bytes: this.#sizes.at(place) };
  }

  #find(name: string): number {
    const mask = this.#table.length - 1;
    let at = hashOf(name) & mask;
    while (this.#table[at] > 0 && this.#names.at(this.#table[at] - 1) !== name) at = (at + 1) & mask;
    return at;
  }

  #grow(): void {
    this.#table = new Int32Array(2 * this.#table.length);
    let number = 0;
    for (const name of this.#names) this.#table[this.#find(name)] = ++number;
  }
}

/** FNV-1a over UTF-16 units. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash ^ (hash >>> 15);
}
