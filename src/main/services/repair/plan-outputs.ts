import { join } from 'node:path';
import { MaskmendError } from '../../../shared/errors.ts';
import { nameKey } from '../../../shared/name-key.ts';
import type { PlannedFile } from './repair-sources.ts';
import { nameRoots } from '../sources/root-names.ts';
import type { SourceFile } from '../sources/source-file.ts';

export interface OutputFolders {
  /** Absolute path. */
  readonly out: string;
  /** Absolute path; undefined where no confidence maps are wanted. */
  readonly confidence: string | undefined;
}

/**
 * Gives every source the path of its repaired mask, `<stem>.png` in the tree of its root, and the same path below the
 * folder of confidence maps. Names that would collide, case and Unicode form aside, keep their full name
 * (`a.jpg.png`); where files of two roots would, every file goes below the name of its root.
 */
export function planOutputs(sources: readonly SourceFile[], folders: OutputFolders): readonly PlannedFile[] {
  const names = nameOutputs(sources);
  const planned = sources.map((source, index) => planFile(source, names[index], folders));
  refuseMixedFolders(planned);
  return planned;
}

/** The path of every source's output relative to the output folder, POSIX, all different even where case is ignored. */
export function nameOutputs(sources: readonly SourceFile[]): readonly string[] {
  const roots = nameRoots(sources);
  const isPrefixed = haveRootsInCommon(sources);
  const candidates = sources.map(({ root, relativePath }) =>
    outputCandidates(isPrefixed ? `${roots.get(root) ?? ''}/${relativePath}` : relativePath),
  );
  const attempts = sources.map(() => 0);
  for (;;) {
    const names = candidates.map((candidate, index) => candidate(attempts[index]));
    const clashing = findClashes(names, attempts);
    if (clashing.length === 0) return names;
    for (const index of clashing) attempts[index]++;
  }
}

/** Output names in the order of liking: the stem, the full name, the full name with a number. */
function outputCandidates(path: string): (attempt: number) => string {
  const dot = path.lastIndexOf('.');
  const stem = dot > path.lastIndexOf('/') + 1 ? path.slice(0, dot) : path;
  return (attempt) => {
    if (attempt === 0) return `${stem}.png`;
    return attempt === 1 ? `${path}.png` : `${path}-${attempt}.png`;
  };
}

function haveRootsInCommon(sources: readonly SourceFile[]): boolean {
  const rootOfName = new Map<string, string>();
  return sources.some(({ root, relativePath }) => {
    const key = nameKey(outputCandidates(relativePath)(0));
    const earlierRoot = rootOfName.get(key);
    rootOfName.set(key, root);
    return earlierRoot !== undefined && earlierRoot !== root;
  });
}

/** Indices of the names that must give way: to a folder of the same name, or to each other. */
function findClashes(names: readonly string[], attempts: readonly number[]): readonly number[] {
  const folders = new Set(names.flatMap((name) => foldersOf(nameKey(name))));
  const groups = Map.groupBy(names.keys(), (index) => nameKey(names[index]));
  return [...groups].flatMap(([key, members]) => {
    if (folders.has(key)) return members;
    if (members.length === 1) return [];
    const stems = members.filter((index) => attempts[index] === 0);
    return stems.length > 0 ? stems : members.slice(1);
  });
}

function foldersOf(path: string): readonly string[] {
  const parts = path.split('/');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
}

function planFile(source: SourceFile, name: string, folders: OutputFolders): PlannedFile {
  const output = join(folders.out, name);
  return folders.confidence === undefined
    ? { source, output }
    : { source, output, confidence: join(folders.confidence, name) };
}

function refuseMixedFolders(planned: readonly PlannedFile[]): void {
  const outputs = new Set(planned.map(({ output }) => nameKey(output)));
  const mixed = planned.find(({ confidence }) => confidence !== undefined && outputs.has(nameKey(confidence)));
  if (mixed === undefined) return;
  throw new MaskmendError('usage', 'masks and confidence maps would be written under the same names', {
    hint: 'choose a folder of their own for the confidence maps',
    option: '--confidence',
  });
}
