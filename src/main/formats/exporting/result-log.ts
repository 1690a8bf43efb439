import { hash } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { writeFailure } from '../../codec/file-failure.ts';
import type { WriteResult } from './item-tasks.ts';

/** Hidden: no importer takes it for a file of the dataset. */
const LOG_NAME = '.maskmend-written';

/**
 * What became of each item of an export that can go on after it was stopped: a line an item, written when its files are.
 * A log of another plan is thrown away; an item whose files are not all there counts as not written.
 */
export class ResultLog {
  readonly #path: string;
  readonly #known: ReadonlyMap<number, WriteResult>;
  readonly #file: number;

  private constructor(path: string, known: ReadonlyMap<number, WriteResult>) {
    this.#path = path;
    this.#known = known;
    this.#file = openSync(path, 'a');
  }

  /** @param plan All that the files depend on, as plain data. */
  static async open(folder: string, plan: unknown): Promise<ResultLog> {
    const path = join(folder, LOG_NAME);
    const mark = hash('sha256', JSON.stringify(plan));
    const [head, ...lines] = (await readFile(path, 'utf8').catch(() => '')).split('\n');
    if (head === mark) return new ResultLog(path, await readLines(lines, folder));
    await rm(path, { force: true });
    await writeFile(path, `${mark}\n`);
    return new ResultLog(path, new Map());
  }

  get(index: number): WriteResult | undefined {
    return this.#known.get(index);
  }

  /** Written when this returns: who is killed the moment after does not do it again. Throws what writing throws. */
  add(index: number, result: WriteResult): void {
    try {
      writeSync(this.#file, `${index} ${serialize(result).toString('base64')}\n`);
    } catch (error) {
      throw writeFailure(error, this.#path);
    }
  }

  close(): void {
    closeSync(this.#file);
  }
}

async function readLines(lines: readonly string[], folder: string): Promise<Map<number, WriteResult>> {
  const known = new Map<number, WriteResult>();
  // The last line may have been cut short; all others end with a line break.
  for (const line of lines.slice(0, -1)) {
    const [index, text] = line.split(' ');
    // Written by ourselves, for this very plan.
    const result = deserialize(Buffer.from(text, 'base64')) as WriteResult;
    if (await areThere(result.paths, folder)) known.set(Number(index), result);
  }
  return known;
}

async function areThere(paths: readonly string[], folder: string): Promise<boolean> {
  for (const path of paths) if ((await stat(join(folder, path)).catch(() => undefined)) === undefined) return false;
  return true;
}
