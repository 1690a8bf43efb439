import { hostname } from 'node:os';
import { join } from 'node:path';
import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from '../file-system.ts';
import { isRunning } from '../running-process.ts';

// Read without schemas: threads start before those are loaded, and the notes are our own.
interface Note {
  readonly pid: number;
  readonly host: string;
  readonly paths: readonly string[];
}

const SUFFIX = '.at-work.json';
/** A note from another machine is that machine's to look at; one this old belongs to nobody. */
const OLDEST_MS = 30 * 24 * 3600_000;
const MOST_BYTES = 1_000_000;

/** Tells this process's notes apart. */
let notes = 0;

/** This process's own notes. A process that had its number before it may have left one that looks like it. */
const ours = new Set<string>();

/**
 * The files that this process works on, in a file of its own that tells of them when the process is gone: what is written
 * outlives a crash of the process, and no more is needed. Taken back where the process ends in order.
 */
export class WorkNote {
  readonly #path: string;
  readonly #atWork = new Map<symbol, string>();
  #file: number | undefined;
  #isBroken = false;

  constructor(folder: string) {
    this.#path = join(folder, `${process.pid}-${Date.now()}-${notes++}${SUFFIX}`);
  }

  /** Work on a file begins; the function that it gives takes the note back. */
  begin(path: string): () => void {
    const key = Symbol(path);
    this.#atWork.set(key, path);
    this.#write();
    return () => {
      this.#atWork.delete(key);
      this.#write();
    };
  }

  /** A folder that cannot be written costs the notes, never the work. */
  #write(): void {
    if (this.#isBroken) return;
    try {
      this.#file ??= this.#open();
      const note = { pid: process.pid, host: hostname(), paths: [...this.#atWork.values()] };
      // One line in one call: what a longer note before it has left behind the line is not read.
      writeSync(this.#file, `${JSON.stringify(note)}\n`, 0);
    } catch {
      this.#isBroken = true;
    }
  }

  #open(): number {
    mkdirSync(join(this.#path, '..'), { recursive: true });
    const file = openSync(this.#path, 'wx', 0o600);
    ours.add(this.#path);
    process.once('exit', () => {
      closeSync(file);
      rmSync(this.#path, { force: true });
    });
    return file;
  }
}

/** The files that processes of this machine worked on when they ended without a word; their notes are taken away. */
export function takeNotesOfTheDead(folder: string): string[] {
  return listNotes(folder).flatMap((path) => {
    const note = readNote(path);
    if (note === undefined ? !isOld(path) : isAnothers(note, path)) return [];
    rmSync(path, { force: true });
    return note?.host === hostname() ? [...note.paths] : [];
  });
}

function listNotes(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(SUFFIX))
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}

function readNote(path: string): Note | undefined {
  try {
    if (statSync(path).size > MOST_BYTES) return undefined;
    const note: unknown = JSON.parse(readFileSync(path, 'utf8').split('\n', 1)[0]);
    return isNote(note) ? note : undefined;
  } catch {
    // It may be on its way to be written.
    return undefined;
  }
}

function isNote(value: unknown): value is Note {
  if (typeof value !== 'object' || value === null) return false;
  const { pid, host, paths } = value as Partial<Record<keyof Note, unknown>>;
  const isList = Array.isArray(paths) && paths.every((path) => typeof path === 'string');
  return Number.isInteger(pid) && Number(pid) > 0 && typeof host === 'string' && isList;
}

/** True where the note's process may still be at work. */
function isAnothers({ pid, host }: Note, path: string): boolean {
  if (host !== hostname()) return !isOld(path);
  if (pid === process.pid) return ours.has(path);
  return isRunning(pid);
}

function isOld(path: string): boolean {
  const modifiedMs = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
  return modifiedMs !== undefined && Date.now() - modifiedMs > OLDEST_MS;
}
