import { dirname } from 'node:path';
import { appendFileSync, mkdirSync, readFileSync, renameSync, statSync } from '../file-system.ts';

const MAX_BYTES = 1_000_000;
const SHOWN_CHARACTERS = 100_000;

/** The program's log: what went wrong, for the report of a fault. At most two files of a megabyte. */
export class LogFile {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  /** Never throws: a log that cannot be written must not stop the work. */
  add(message: string): void {
    try {
      mkdirSync(dirname(this.#path), { recursive: true });
      if ((statSync(this.#path, { throwIfNoEntry: false })?.size ?? 0) > MAX_BYTES) {
        renameSync(this.#path, `${this.#path}.1`);
      }
      appendFileSync(this.#path, `${new Date().toISOString()} ${message}\n`);
    } catch {
      // Told above.
    }
  }

  /** The end of it. */
  tail(): string {
    try {
      return readFileSync(this.#path, 'utf8').slice(-SHOWN_CHARACTERS);
    } catch {
      return '';
    }
  }
}
