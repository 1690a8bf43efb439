import type { DatasetFormat, Detection } from '../format.ts';
import type { FileRef } from '../../../shared/model/dataset.ts';
import { codingOf } from '../reading/class-table.ts';
import { missingPhotos, readPaletteOf, treeProblems } from '../reading/item-list.ts';
import { itemsOfPairs, pairFolders, severalMasks } from '../reading/paired-folders.ts';
import { MaskmendError } from '../../../shared/errors.ts';
import { findFile, type SourceTree } from '../tree/source-tree.ts';

/** Folders with a table `name,r,g,b` of the classes, as many sets on Kaggle ship. */
export const classDictFormat: DatasetFormat = {
  name: 'class-dict',
  detect: detectClassDict,
  open: async (tree) => {
    const file = tableOf(tree);
    if (file === undefined) throw new MaskmendError('not-found', 'has no table of classes', { path: tree.path });
    const { palette, problems } = await readPaletteOf(file, tree.limits);
    const pairs = pairFolders(tree);
    const items = itemsOfPairs(pairs, codingOf(palette, 'either'));
    return {
      format: 'class-dict',
      palette,
      items,
      problems: [...treeProblems(tree), ...problems, ...missingPhotos(items), ...severalMasks(pairs)],
      notes: [],
    };
  },
};

function tableOf(tree: SourceTree): FileRef | undefined {
  return findFile(tree, ({ name }) => /(^|\/)(class_dict(_seg)?|labelmap|class_colou?rs)\.csv$/i.test(name));
}

function detectClassDict(tree: SourceTree): Detection | undefined {
  const table = tableOf(tree);
  const masks = table === undefined ? 0 : pairFolders(tree).length;
  return table === undefined || masks === 0
    ? undefined
    : { confidence: 0.8, evidence: { kind: 'list-and-masks', list: table.name, files: masks } };
}
