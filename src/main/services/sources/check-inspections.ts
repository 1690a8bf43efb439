import { basename } from 'node:path';
import { checkFile } from '../../../shared/checks/file-checks.ts';
import { checkSet, type SetFile } from '../../../shared/checks/set-checks.ts';
import { describeSourceName, type SourceName } from '../../../shared/checks/source-name.ts';
import type { ErrorData } from '../../../shared/errors.ts';
import type { FileFacts } from '../../../shared/model/file-facts.ts';
import type { Problem } from '../../../shared/model/problem.ts';
import type { SourceRole } from '../../../shared/model/source-status.ts';
import type { Verdict } from '../../../shared/model/verdict.ts';
import type { SourceFile } from './source-file.ts';

/** A file as an inspection has read it; what could not be told is absent. */
export interface CheckedInspection {
  readonly source: SourceFile;
  readonly facts?: FileFacts;
  readonly verdict?: Verdict;
  readonly distinctColours?: number;
  readonly sha256?: string;
  readonly contentSha256?: string;
  readonly error?: ErrorData;
}

interface NamedInspection {
  readonly id: number;
  readonly file: CheckedInspection;
  readonly name: SourceName;
  readonly role: SourceRole;
}

/** The checks that every import makes, but for those that need classes; problems in the order of the files. */
export function checkInspections(files: readonly CheckedInspection[]): Problem[][] {
  const named = withRoles(
    files.map((file, id): NamedInspection => {
      const { root, relativePath } = file.source;
      const name = describeSourceName(`${basename(root)}/${relativePath}`);
      return { id, file, name, role: name.role ?? 'mask' };
    }),
  );
  const found = checkSet(toSet(named));
  return named.map(({ id, role, file }) => [...checkFile({ ...file, role }), ...(found.get(id) ?? [])]);
}

/** What shows no mask and is called as one that does is its photo. */
function withRoles(files: readonly NamedInspection[]): NamedInspection[] {
  const masks = new Set(files.filter((file) => file.role === 'mask' && isMask(file)).map(({ name }) => name.pairName));
  return files.map((file) => {
    const isPhoto = file.file.verdict?.kind === 'not-a-mask' && masks.has(file.name.pairName);
    return isPhoto ? { ...file, role: 'photo' } : file;
  });
}

function isMask({ file }: NamedInspection): boolean {
  return file.error === undefined && file.verdict?.kind !== 'not-a-mask';
}

function toSet(files: readonly NamedInspection[]): SetFile[] {
  const photos = files.filter(({ role }) => role === 'photo');
  const byPath = new Map(photos.map((photo) => [photo.name.pairPath, photo.id]));
  const byName = Map.groupBy(photos, ({ name }) => name.pairName);
  return files.map(({ id, role, name, file }): SetFile => {
    const { source, facts, sha256, contentSha256, distinctColours } = file;
    const namesakes = byName.get(name.pairName) ?? [];
    const photo = byPath.get(name.pairPath) ?? (namesakes.length === 1 ? namesakes[0].id : undefined);
    return {
      id,
      role,
      path: source.relativePath,
      disk: 'same',
      size: facts,
      sha256,
      contentSha256,
      photo: role === 'mask' ? photo : undefined,
      classes: distinctColours,
    };
  });
}
