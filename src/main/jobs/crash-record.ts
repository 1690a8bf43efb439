import { join } from 'node:path';
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from '../file-system.ts';
import packageFile from '../../../package.json' with { type: 'json' };
import { dataFolder } from '../data-folder.ts';
import { takeNotesOfTheDead, WorkNote } from './work-note.ts';

interface Suspect {
  readonly path: string;
  readonly bytes: number;
  readonly modifiedMs: number;
  /** How a process of its own ended that tried the file; absent until one has. */
  readonly deadlyBy?: string;
  /** The program that this holds for: another version may read the file without harm. */
  readonly version: string;
}

/** No path holds it. */
const BEFORE_ENTRY = '\0';

/** What stands for an entry of an archive in the record: its archive and where it begins there, in bytes. */
export function pathOfEntry(archive: string, headerAt: number): string {
  return `${archive}${BEFORE_ENTRY}${headerAt}`;
}

/** Each a file on which the program died, or may have: far more of them than a person would let lie. */
const MOST_SUSPECTS = 1000;

/** What is known of a file: nothing, that the program may have died of it, or that a process of its own did. */
export type Suspicion = { readonly kind: 'none' | 'suspected' } | { readonly kind: 'deadly'; readonly by: string };

/**
 * Which files the program has died of, as far as it can know. A fault in native code ends the whole process, with no
 * chance to say of which file; but the notes of the process tell which ones it worked on. These are suspected: they
 * are tried in processes of their own, and what such a process dies of is set aside until the file, or the program, is
 * another. Kept in `folder`, for all projects and commands alike.
 */
export class CrashRecord {
  readonly #recordPath: string;
  readonly #note: WorkNote;
  readonly #suspects: Map<string, Suspect>;

  constructor(folder: string) {
    this.#recordPath = join(folder, 'suspects.json');
    this.#note = new WorkNote(folder);
    this.#suspects = new Map(readRecord(this.#recordPath).map((suspect) => [suspect.path, suspect]));
    const paths = takeNotesOfTheDead(folder);
    for (const path of paths) {
      const stamp = stampOf(path);
      if (stamp !== undefined && this.suspicionOf(path).kind === 'none') this.#put({ path, ...stamp });
    }
    if (paths.length > 0) this.#keep();
  }

  /** See WorkNote. */
  begin(path: string): () => void {
    return this.#note.begin(path);
  }

  suspicionOf(path: string): Suspicion {
    const suspect = this.#suspects.get(path);
    if (suspect === undefined || !isAsIs(suspect)) return { kind: 'none' };
    const { deadlyBy, version } = suspect;
    return deadlyBy === undefined || version !== packageFile.version
      ? { kind: 'suspected' }
      : { kind: 'deadly', by: deadlyBy };
  }

  /** A process of its own has done the work on the file. */
  acquit(path: string): void {
    this.#suspects.delete(path);
    this.#keep();
  }

  /** A process of its own has died of the file. */
  convict(path: string, deadlyBy: string): void {
    const stamp = stampOf(path);
    if (stamp === undefined) return;
    this.#put({ path, ...stamp, deadlyBy });
    this.#keep();
  }

  #put(suspect: Omit<Suspect, 'version'>): void {
    this.#suspects.delete(suspect.path);
    this.#suspects.set(suspect.path, { ...suspect, version: packageFile.version });
  }

  #keep(): void {
    const newest = [...this.#suspects.values()].slice(-MOST_SUSPECTS);
    const aside = `${this.#recordPath}-${process.pid}`;
    try {
      mkdirSync(join(this.#recordPath, '..'), { recursive: true });
      writeFileSync(aside, JSON.stringify(newest), { mode: 0o600 });
      renameSync(aside, this.#recordPath);
    } catch {
      // What cannot be kept holds for this process.
      removeQuietly(aside);
    }
  }
}

let own: CrashRecord | undefined;

/** The record in the program's own folder; one for all threads that this process starts. */
export function crashRecord(): CrashRecord {
  return (own ??= new CrashRecord(join(dataFolder(), 'crashes')));
}

function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // The same obstacle, most likely.
  }
}

function readRecord(path: string): readonly Suspect[] {
  try {
    const suspects: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return Array.isArray(suspects) ? suspects.filter(isSuspect) : [];
  } catch {
    return [];
  }
}

// Read without a schema: threads start before those are loaded.
function isSuspect(value: unknown): value is Suspect {
  if (typeof value !== 'object' || value === null) return false;
  const { path, bytes, modifiedMs, deadlyBy, version } = value as Partial<Record<keyof Suspect, unknown>>;
  const isStamped = typeof bytes === 'number' && typeof modifiedMs === 'number';
  const isNamed = typeof path === 'string' && typeof version === 'string';
  return isNamed && isStamped && (deadlyBy === undefined || typeof deadlyBy === 'string');
}

function stampOf(path: string): Pick<Suspect, 'bytes' | 'modifiedMs'> | undefined {
  try {
    const { size, mtimeMs } = statSync(path.split(BEFORE_ENTRY, 1)[0]);
    return { bytes: size, modifiedMs: mtimeMs };
  } catch {
    return undefined;
  }
}

function isAsIs({ path, bytes, modifiedMs }: Suspect): boolean {
  const stamp = stampOf(path);
  return stamp?.bytes === bytes && stamp.modifiedMs === modifiedMs;
}
