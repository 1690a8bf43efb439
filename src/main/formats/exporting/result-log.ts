import { hash } from 'node:crypto';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import {
  closeSync,
  constants,
  fstatSync,
  ftruncateSync,
  openSync,
  readSync,
  stat,
  writeSync,
} from '../../file-system.ts';
import { writeFailure } from '../../codec/file-failure.ts';
import type { WrittenItems } from '../format.ts';
import type { WriteResult } from './item-tasks.ts';

/** Hidden: no importer takes it for a file of the dataset. */
const LOG_NAME = '.maskmend-written';
/** Digits of the mark of a plan, by which a log is known. */
const MARK_BYTES = 64;
/** Place of the item and length of its result, 32 bits each. */
const HEAD_BYTES = 8;

type ResultItem = WriteResult['items'][number];

interface LogContent {
  /** Masks of the export. */
  readonly count: number;
  readonly splitOf: (index: number) => string;
  /** All that the files depend on, as plain data; undefined where an export that was stopped does not go on. */
  readonly plan: unknown;
}

/**
 * What became of each item of an export, on the disk: of hundreds of thousands it takes more memory than all else. A
 * result is written when its files are, so that an export that was stopped can go on: a log of another plan is thrown
 * away, an item whose files are not all there counts as not written.
 */
export class ResultLog implements WrittenItems {
  readonly #path: string;
  readonly #file: number;
  readonly #splitOf: LogContent['splitOf'];
  /** Place of each item's result in the file; 0 where there is none. */
  readonly #places: Float64Array;
  readonly #lengths: Uint32Array;
  #end = 0;

  private constructor(path: string, { count, splitOf }: LogContent) {
    this.#path = path;
    this.#file = openSync(path, constants.O_RDWR | constants.O_CREAT);
    this.#splitOf = splitOf;
    this.#places = new Float64Array(count);
    this.#lengths = new Uint32Array(count);
  }

  static async open(folder: string, content: LogContent): Promise<ResultLog> {
    const log = new ResultLog(join(folder, LOG_NAME), content);
    const mark = hash('sha256', JSON.stringify(content.plan ?? null));
    const isKnown = content.plan !== undefined && log.#read(0, MARK_BYTES).toString() === mark;
    log.#write(Buffer.from(mark));
    if (isKnown) await log.#readAll(folder);
    ftruncateSync(log.#file, log.#end);
    return log;
  }

  has(index: number): boolean {
    return this.#places[index] > 0;
  }

  /** Written when this returns: who is killed the moment after does not do it again. Throws what writing throws. */
  add(index: number, result: WriteResult): void {
    const bytes = serialize(result);
    const head = Buffer.alloc(HEAD_BYTES);
    head.writeUInt32LE(index, 0);
    head.writeUInt32LE(bytes.length, 4);
    this.#note(index, bytes.length);
    this.#write(Buffer.concat([head, bytes]));
  }

  /** The results that there are, with the places of their items, in the order of the items. */
  *results(): Generator<readonly [number, WriteResult]> {
    for (let index = 0; index < this.#places.length; index++) if (this.has(index)) yield [index, this.#get(index)];
  }

  *[Symbol.iterator](): Generator<ResultItem> {
    for (const [, { items }] of this.results()) yield* items;
  }

  get splits(): string[] {
    const splits = new Set<string>();
    for (let index = 0; index < this.#places.length; index++) if (this.has(index)) splits.add(this.#splitOf(index));
    return [...splits];
  }

  *ofSplit(split: string): Generator<ResultItem> {
    for (let index = 0; index < this.#places.length; index++) {
      if (this.has(index) && this.#splitOf(index) === split) yield* this.#get(index).items;
    }
  }

  close(): void {
    closeSync(this.#file);
  }

  #get(index: number): WriteResult {
    // Written by ourselves, for this very plan.
    return deserialize(this.#read(this.#places[index], this.#lengths[index])) as WriteResult;
  }

  #note(index: number, length: number): void {
    this.#places[index] = this.#end + HEAD_BYTES;
    this.#lengths[index] = length;
  }

  /** The last result may have been cut short. */
  async #readAll(folder: string): Promise<void> {
    const { size } = fstatSync(this.#file);
    while (this.#end + HEAD_BYTES <= size) {
      const head = this.#read(this.#end, HEAD_BYTES);
      const [index, length] = [head.readUInt32LE(0), head.readUInt32LE(4)];
      if (this.#end + HEAD_BYTES + length > size) break;
      this.#note(index, length);
      this.#end += HEAD_BYTES + length;
      if (!(await areThere(this.#get(index).paths, folder))) this.#places[index] = 0;
    }
  }

  #read(at: number, length: number): Buffer {
    const bytes = Buffer.allocUnsafe(length);
    return bytes.subarray(0, readSync(this.#file, bytes, 0, length, at));
  }

  #write(bytes: Buffer): void {
    try {
      let done = 0;
      while (done < bytes.length) done += writeSync(this.#file, bytes, done, undefined, this.#end + done);
    } catch (error) {
      throw writeFailure(error, this.#path);
    }
    this.#end += bytes.length;
  }
}

async function areThere(paths: readonly string[], folder: string): Promise<boolean> {
  for (const path of paths) if ((await stat(join(folder, path)).catch(() => undefined)) === undefined) return false;
  return true;
}
