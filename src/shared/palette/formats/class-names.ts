import { paletteErrorAt, quoted } from '../palette-error.ts';

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

  /** The clean form of the name in a line; throws invalid-palette where it is empty, endless or taken. */
  take(text: string, line: number): string {
    const name = cleanName(text);
    if (name === '' || name.length > LONGEST_NAME) {
      throw paletteErrorAt(line, `a class name of 1 to ${LONGEST_NAME} characters`, text);
    }
    const earlier = this.#lines.get(name);
    if (earlier !== undefined) {
      throw paletteErrorAt(line, `a name not used before, but ${quoted(name)} already stands in line ${earlier}`);
    }
    this.#lines.set(name, line);
    return name;
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
