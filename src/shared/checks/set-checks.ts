import type { Problem, ProblemKind } from '../model/problem.ts';
import type { DiskState, SourceRole } from '../model/source-status.ts';
import { agreeInSize, type StoredSize } from './picture-size.ts';
import { problem } from './problem-severity.ts';

/** A file among others; what is not known of it is absent. */
export interface SetFile {
  readonly id: number;
  readonly role: SourceRole;
  /** Path for messages. */
  readonly path: string;
  readonly disk: DiskState;
  readonly size?: StoredSize | undefined;
  readonly sha256?: string | undefined;
  /** Digest of the pixels, however they are stored. */
  readonly contentSha256?: string | undefined;
  readonly photo?: number | undefined;
  /** Classes in the mask, or, before it is repaired, colours. */
  readonly classes?: number | undefined;
}

/** The kinds that only the whole set tells. */
export const setProblemKinds = [
  'missing-on-disk',
  'changed-on-disk',
  'size-differs-from-photo',
  'no-photo',
  'duplicate-bytes',
  'duplicate-content',
  'single-class',
] as const satisfies readonly ProblemKind[];

/** What is wrong with files seen together, by id; files without a problem are left out. */
export function checkSet(files: readonly SetFile[]): Map<number, Problem[]> {
  const found = new Map<number, Problem[]>();
  const add = (id: number, ...problems: readonly Problem[]): void => {
    if (problems.length > 0) found.set(id, [...(found.get(id) ?? []), ...problems]);
  };
  const byId = new Map(files.map((file) => [file.id, file]));
  const hasPhotos = files.some(({ role }) => role === 'photo');
  for (const file of files) {
    add(file.id, ...checkDisk(file));
    if (file.role === 'mask') add(file.id, ...checkPair(file, { byId, hasPhotos }), ...checkClasses(file));
  }
  for (const [id, entry] of checkDuplicates(files)) add(id, entry);
  return found;
}

function checkDisk({ disk }: SetFile): Problem[] {
  switch (disk) {
    case 'same':
      return [];
    case 'changed':
      return [problem({ kind: 'changed-on-disk' })];
    case 'missing':
      return [problem({ kind: 'missing-on-disk' })];
  }
}

function checkPair(
  mask: SetFile,
  { byId, hasPhotos }: { byId: ReadonlyMap<number, SetFile>; hasPhotos: boolean },
): Problem[] {
  if (mask.photo === undefined) return hasPhotos ? [problem({ kind: 'no-photo' })] : [];
  const photo = byId.get(mask.photo);
  if (mask.size === undefined || photo?.size === undefined) return [];
  if (agreeInSize(mask.size, photo.size)) return [];
  const { width: photoWidth, height: photoHeight } = photo.size;
  const { width, height } = mask.size;
  return [problem({ kind: 'size-differs-from-photo', width, height, photoWidth, photoHeight, photo: photo.path })];
}

function checkClasses({ classes }: SetFile): Problem[] {
  return classes === 1 ? [problem({ kind: 'single-class' })] : [];
}

/** Files with the same bytes; and files with the same pixels whose bytes differ. */
function checkDuplicates(files: readonly SetFile[]): [number, Problem][] {
  const groups = duplicateGroups(files);
  return groups.flatMap(({ kind, members }) =>
    members.slice(1).map((file): [number, Problem] => [file.id, duplicateProblem(kind, members[0])]),
  );
}

function duplicateProblem(kind: SetDuplicates['kind'], original: SetFile): Problem {
  return kind === 'bytes'
    ? problem({ kind: 'duplicate-bytes', original: original.path })
    : problem({ kind: 'duplicate-content', original: original.path });
}

export interface SetDuplicates {
  readonly kind: 'bytes' | 'content';
  /** In the order of the set; the first one is the original. */
  readonly members: readonly SetFile[];
}

/** Groups of two files or more of one role that are the same. */
export function duplicateGroups(files: readonly SetFile[]): SetDuplicates[] {
  const byBytes = groupsOf(files, ({ sha256 }) => sha256);
  const copies = new Set(byBytes.flatMap((members) => members.slice(1)));
  const originals = files.filter((file) => !copies.has(file));
  return [
    ...byBytes.map((members): SetDuplicates => ({ kind: 'bytes', members })),
    ...groupsOf(originals, ({ contentSha256 }) => contentSha256).map((members): SetDuplicates => ({
      kind: 'content',
      members,
    })),
  ];
}

function groupsOf(files: readonly SetFile[], digestOf: (file: SetFile) => string | undefined): SetFile[][] {
  const groups = new Map<string, SetFile[]>();
  for (const file of files) {
    const digest = digestOf(file);
    if (digest === undefined) continue;
    const key = `${file.role} ${digest}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [file]);
    else group.push(file);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}
