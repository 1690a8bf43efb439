import { posix } from 'node:path';
import { hasMaskSuffix, pairNameOf } from '../../../shared/checks/source-name.ts';
import type { SourceFile } from './source-file.ts';

export interface PhotoPairs {
  /** The photo of each mask that has one; keyed by the mask's path. */
  readonly photoOfMask: ReadonlyMap<string, SourceFile>;
  /** The files that are masks: those that are no other file's photo. */
  readonly masks: readonly SourceFile[];
}

/** Finds photos that lie beside their masks: `street.jpg` beside `street_mask.png`. */
export function separatePhotos(files: readonly SourceFile[]): PhotoPairs {
  const named = files.filter((file) => hasMaskSuffix(stemOf(file)));
  const others = files.filter((file) => !hasMaskSuffix(stemOf(file)));
  const photoOfMask = pairByName(named, others, besideKey);
  const photos = new Set(photoOfMask.values());
  return { photoOfMask, masks: files.filter((file) => !photos.has(file)) };
}

/** Pairs masks with the photos of another folder: by the path below the folder, else by a name that is there once. */
export function pairWithFolder(masks: readonly SourceFile[], photos: readonly SourceFile[]): PhotoPairs['photoOfMask'] {
  const names = Map.groupBy(photos, nameKeyOf);
  const uniquelyNamed = [...names.values()].flatMap((group) => (group.length === 1 ? group : []));
  return new Map([...pairByName(masks, uniquelyNamed, nameKeyOf), ...pairByName(masks, photos, pathKeyOf)]);
}

function pairByName(
  masks: readonly SourceFile[],
  photos: readonly SourceFile[],
  keyOf: (file: SourceFile) => string,
): ReadonlyMap<string, SourceFile> {
  const photoByKey = new Map(photos.map((photo) => [keyOf(photo), photo]));
  return new Map(
    masks.flatMap((mask) => {
      const photo = photoByKey.get(keyOf(mask));
      return photo === undefined ? [] : [[mask.path, photo] as const];
    }),
  );
}

function besideKey(file: SourceFile): string {
  return `${file.root}\0${pathKeyOf(file)}`;
}

function pathKeyOf(file: SourceFile): string {
  return `${posix.dirname(file.relativePath)}/${nameKeyOf(file)}`;
}

/** The part of the name that mask and photo share. */
function nameKeyOf(file: SourceFile): string {
  return pairNameOf(stemOf(file));
}

function stemOf({ relativePath }: SourceFile): string {
  return posix.parse(relativePath).name;
}
