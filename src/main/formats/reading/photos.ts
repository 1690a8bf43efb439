import type { FileRef } from '../../../shared/model/dataset.ts';
import { isPictureName } from '../../codec/picture-names.ts';
import { filesBelow, type SourceTree } from '../tree/source-tree.ts';
import { baseOf, stemOf } from '../tree/safe-name.ts';

/** Pictures below a folder (`''` for all) by their path there without extension, in small letters. */
export function picturesByStem(tree: SourceTree, folder: string): ReadonlyMap<string, FileRef> {
  const start = folder === '' ? 0 : folder.length + 1;
  const pictures = new Map<string, FileRef>();
  for (const file of filesBelow(tree, folder)) {
    const stem = stemOf(file.name.slice(start)).toLowerCase();
    // Of two with one stem the first in the order of names is taken.
    if (isPictureName(baseOf(file.name)) && !pictures.has(stem)) pictures.set(stem, file);
  }
  return pictures;
}

/** Pictures of a tree, found by what another file calls them. */
export class PhotoIndex {
  readonly #byPath = new Map<string, FileRef>();
  readonly #byBase = new Map<string, FileRef | undefined>();

  constructor(tree: SourceTree) {
    for (const file of tree.files.values()) {
      if (!isPictureName(baseOf(file.name))) continue;
      this.#byPath.set(file.name.toLowerCase(), file);
      const base = baseOf(file.name).toLowerCase();
      // A name that occurs twice tells nothing by itself.
      this.#byBase.set(base, this.#byBase.has(base) ? undefined : file);
    }
  }

  /** The photo of a path below the root. */
  at(path: string): FileRef | undefined {
    return this.#byPath.get(path.toLowerCase());
  }

  /** The photo of a name that is safe: in one of the folders, in the order given, else anywhere if it occurs once. */
  find(name: string, folders: readonly string[]): FileRef | undefined {
    for (const folder of folders) {
      const file = this.#byPath.get((folder === '' ? name : `${folder}/${name}`).toLowerCase());
      if (file !== undefined) return file;
    }
    return this.#byBase.get(baseOf(name).toLowerCase());
  }
}
