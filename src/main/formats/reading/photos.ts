import { nameKey } from '../../../shared/name-key.ts';
import type { DatasetProblem, FileRef } from '../../../shared/model/dataset.ts';
import { isPictureName } from '../../codec/picture-names.ts';
import { filesBelow, type SourceTree } from '../tree/source-tree.ts';
import { baseOf, stemOf } from '../tree/safe-name.ts';

/** Pictures below a folder (`''` for all) by their path there without extension, in small letters. */
export function picturesByStem(tree: SourceTree, folder: string): ReadonlyMap<string, FileRef> {
  const start = folder === '' ? 0 : folder.length + 1;
  const pictures = new Map<string, FileRef>();
  for (const file of filesBelow(tree, folder)) {
    const stem = nameKey(stemOf(file.name.slice(start)));
    // Of two with one stem the first in the order of names is taken.
    if (isPictureName(baseOf(file.name)) && !pictures.has(stem)) pictures.set(stem, file);
  }
  return pictures;
}

/** The pictures of a folder that are masks. */
interface FoundMasks {
  readonly masks: readonly FileRef[];
  /** Pictures that are left out, for another one has their name. */
  readonly problems: readonly DatasetProblem[];
}

/** Masks below a folder, one of each name; names that case alone tells apart are different ones. */
export function masksBelow(tree: SourceTree, folder: string): FoundMasks {
  const byStem = new Map<string, FileRef>();
  const problems: DatasetProblem[] = [];
  for (const file of filesBelow(tree, folder)) {
    if (!isPictureName(baseOf(file.name))) continue;
    const first = byStem.get(stemOf(file.name));
    if (first === undefined) byStem.set(stemOf(file.name), file);
    else problems.push({ file: file.name, message: `is left out: ${baseOf(first.name)} is a mask of this name` });
  }
  return { masks: [...byStem.values()], problems };
}

/** Finds the picture below a folder by its path there without extension: in these very letters, else in others. */
export function pictureFinder(tree: SourceTree, folder: string): (stem: string) => FileRef | undefined {
  const anyCase = picturesByStem(tree, folder);
  const exact = new Map(masksBelow(tree, folder).masks.map((file) => [stemOf(file.name), file]));
  return (stem) => exact.get(folder === '' ? stem : `${folder}/${stem}`) ?? anyCase.get(nameKey(stem));
}

/** Pictures of a tree, found by what another file calls them. */
export class PhotoIndex {
  readonly #byPath = new Map<string, FileRef>();
  readonly #byBase = new Map<string, FileRef | undefined>();

  constructor(tree: SourceTree) {
    for (const file of tree.files.values()) {
      if (!isPictureName(baseOf(file.name))) continue;
      this.#byPath.set(nameKey(file.name), file);
      const base = nameKey(baseOf(file.name));
      // A name that occurs twice tells nothing by itself.
      this.#byBase.set(base, this.#byBase.has(base) ? undefined : file);
    }
  }

  /** The photo of a path below the root. */
  at(path: string): FileRef | undefined {
    return this.#byPath.get(nameKey(path));
  }

  /** The photo of a name that is safe: in one of the folders, in the order given, else anywhere if it occurs once. */
  find(name: string, folders: readonly string[]): FileRef | undefined {
    for (const folder of folders) {
      const file = this.#byPath.get(nameKey(folder === '' ? name : `${folder}/${name}`));
      if (file !== undefined) return file;
    }
    return this.#byBase.get(nameKey(baseOf(name)));
  }
}
