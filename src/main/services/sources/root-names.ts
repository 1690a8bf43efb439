import { sep } from 'node:path';
import { nameKey } from '../../../shared/name-key.ts';
import type { SourceFile } from './source-file.ts';

/**
 * A name for every root of the files, in the order in which the roots occur: the last part of its path, and as many
 * parts more as tell it from the others (`train/masks` beside `val/masks`). POSIX separators; keyed by the root.
 */
export function nameRoots(files: readonly SourceFile[]): ReadonlyMap<string, string> {
  const roots = [...new Set(files.map(({ root }) => root))];
  const parts = roots.map((root) => root.split(sep).filter((part) => part !== ''));
  const depths = roots.map(() => 1);
  const nameOf = (index: number) => parts[index].slice(-depths[index]).join('/');
  for (;;) {
    const names = roots.map((_, index) => nameOf(index));
    const unclear = deepenable(names, { parts, depths });
    if (unclear.length === 0) return new Map(numberTwins(roots, names));
    for (const index of unclear) depths[index]++;
  }
}

/** How a source is named to people and in reports: below its root, and below the root's name where there are several. */
export function nameSource(source: SourceFile, roots: ReadonlyMap<string, string>): string {
  const root = roots.get(source.root);
  return roots.size < 2 || root === undefined ? source.relativePath : `${root}/${source.relativePath}`;
}

interface RootParts {
  readonly parts: readonly (readonly string[])[];
  readonly depths: readonly number[];
}

function deepenable(names: readonly string[], { parts, depths }: RootParts): readonly number[] {
  const counts = Map.groupBy(names, nameKey);
  return names.flatMap((name, index) => {
    const isShared = (counts.get(nameKey(name))?.length ?? 0) > 1;
    return isShared && depths[index] < parts[index].length ? [index] : [];
  });
}

// Roots that differ in case or in Unicode form only, and the root of the file system.
function numberTwins(roots: readonly string[], names: readonly string[]): (readonly [string, string])[] {
  const taken = new Set<string>();
  return roots.map((root, index) => {
    const name = names[index] || 'root';
    let candidate = name;
    for (let number = 2; taken.has(nameKey(candidate)); number++) candidate = `${name}-${number}`;
    taken.add(nameKey(candidate));
    return [root, candidate] as const;
  });
}
