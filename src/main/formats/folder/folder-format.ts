import type { DatasetFormat, Detection } from '../format.ts';
import { codingOf } from '../reading/class-table.ts';
import { missingPhotos, treeProblems } from '../reading/item-list.ts';
import { findPaletteFile, paletteOfTree } from '../reading/palette-file.ts';
import { itemsOfPairs, pairFolders, severalMasks } from '../reading/paired-folders.ts';
import type { SourceTree } from '../tree/source-tree.ts';
import { folderExporter } from './folder-export.ts';

/** Masks and photos in folders, with or without a list of the classes. */
export const folderFormat: DatasetFormat = {
  name: 'folder',
  detect: detectFolder,
  open: async (tree, { palette: given }) => {
    const { palette, problems } = await paletteOfTree(tree, given);
    const pairs = pairFolders(tree);
    const items = itemsOfPairs(pairs, codingOf(palette, 'either'));
    return {
      format: 'folder',
      palette,
      items,
      problems: [...treeProblems(tree), ...problems, ...missingPhotos(items), ...severalMasks(pairs)],
      notes: [],
    };
  },
  exporter: folderExporter,
};

/** What is taken for a dataset where nothing special is found. */
function detectFolder(tree: SourceTree): Detection | undefined {
  const pairs = pairFolders(tree);
  if (pairs.length === 0) return undefined;
  const classes = findPaletteFile(tree);
  const photos = pairs.filter(({ photo }) => photo !== undefined).length;
  const list = classes?.name;
  const evidence = { kind: 'plain', masks: pairs.length, photos, ...(list !== undefined && { list }) } as const;
  return { confidence: classes === undefined ? 0.2 : 0.4, evidence };
}
