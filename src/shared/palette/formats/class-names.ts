import { expectedText, quoted } from '../palette-error.ts';
import type { TellFault } from './list-fault.ts';

/** Longest name taken from a file; real ones have some 20 characters, ADE20K's longest about 110. */
const LONGEST_NAME = 512;

/** A name from a file: trimmed, every run of control characters and line breaks one space. It is never more than text. */
export function cleanName(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim();
}

/** Names of a format in which the name is the key: each may occur once. */
export class UniqueNames {
  readonly #lines = new Map<string, number>();
  readonly #tell: TellFault;

  constructor(tell: TellFault) {
    this.#tell = tell;
  }

  /** The clean form of the name in a line; one that is empty, endless or taken is told, and another one given. */
  take(text: string, { line, index }: { readonly line: number; readonly index: number }): string {
    const name = cleanName(text);
    const free = this.#freeName(name, index, line);
    this.#lines.set(free, line);
    return free;
  }

  #freeName(name: string, index: number, line: number): string {
    const place = `line ${line}`;
    if (name === '' || name.length > LONGEST_NAME) {
      const free = this.#counted(name.slice(0, LONGEST_NAME) || `class ${index}`);
      const message = expectedText(`a class name of 1 to ${LONGEST_NAME} characters`, name);
      this.#tell({ place, message, remedy: `the class is called ${quoted(free)}` });
      return free;
    }
    const earlier = this.#lines.get(name);
    if (earlier === undefined) return name;
    const free = this.#counted(name);
    const message = `expected a name not used before, but ${quoted(name)} already stands in line ${earlier}`;
    this.#tell({ place, message, remedy: `the class is called ${quoted(free)}` });
    return free;
  }

  #counted(name: string): string {
    let free = name;
    for (let count = 2; this.#lines.has(free); count++) free = `${name} (${count})`;
    return free;
  }
}

/** Names that can be written to a format that holds each once: the later ones of equal names get ` (2)`, ` (3)`. */
export function withoutRepetition(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let free = name;
    for (let count = 2; taken.has(free); count++) {
      free = `${name} (${count})`;
    }
    taken.add(free);
    return free;
  });
}
