import { dirname } from 'node:path';
import type { z } from 'zod';
import { mkdir, readFile } from '../file-system.ts';
import { writeFileAside } from '../codec/write-file.ts';

/** A small file of the program's own, as JSON. What is not there or cannot be understood counts as `fallback`. */
export class JsonFile<Schema extends z.ZodType> {
  readonly #path: string;
  readonly #schema: Schema;
  readonly #fallback: z.output<Schema>;
  #value: Promise<z.output<Schema>> | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(path: string, schema: Schema, fallback: z.output<Schema>) {
    this.#path = path;
    this.#schema = schema;
    this.#fallback = fallback;
  }

  read(): Promise<z.output<Schema>> {
    this.#value ??= this.#load();
    return this.#value;
  }

  /** Resolves when the file stands; writes follow each other. */
  async write(value: z.output<Schema>): Promise<void> {
    this.#value = Promise.resolve(value);
    this.#writing = this.#writing
      .catch(() => undefined)
      .then(async () => {
        await mkdir(dirname(this.#path), { recursive: true });
        await writeFileAside(this.#path, `${JSON.stringify(value, undefined, 2)}\n`);
      });
    await this.#writing;
  }

  async #load(): Promise<z.output<Schema>> {
    const text = await readFile(this.#path, 'utf8').catch(() => undefined);
    if (text === undefined) return this.#fallback;
    try {
      const { success, data } = this.#schema.safeParse(JSON.parse(text));
      return success ? data : this.#fallback;
    } catch {
      return this.#fallback;
    }
  }
}
