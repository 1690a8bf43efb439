import type { Dataset, FileRef } from '../../../shared/model/dataset.ts';
import { presetPalette } from '../../../shared/palette/presets.ts';
import type { DatasetFormat, Detection, ImportOptions } from '../format.ts';
import { codingOf } from '../reading/class-table.ts';
import { type FoundPalette, missingPhotos, readPaletteOf, treeProblems } from '../reading/item-list.ts';
import { itemsOfPairs, pairFolders } from '../reading/paired-folders.ts';
import { readBytesFacts } from '../../codec/read-mask-file.ts';
import { defaultReadLimits } from '../../../shared/limits.ts';
import { readRef } from '../tree/read-ref.ts';
import { findFile, type SourceTree } from '../tree/source-tree.ts';

/**
 * CamVid: colour pictures `*_L.png` with `label_colors.txt`, or the mirrors with grey indices in `trainannot`. Colours
 * that no class has are told with their pixels and left unassigned.
 */
export const camvidFormat: DatasetFormat = {
  name: 'camvid',
  title: 'CamVid',
  detect: detectCamvid,
  open: openCamvid,
};

function listOf(tree: SourceTree): FileRef | undefined {
  return findFile(tree, ({ name }) => /(^|\/)label_colou?rs\.txt$/i.test(name));
}

function detectCamvid(tree: SourceTree): Detection | undefined {
  const list = listOf(tree);
  if (list !== undefined) return { confidence: 0.85, evidence: list.name };
  const pattern = /(^|\/)((train|val|test)annot)\//;
  const folder = pattern.exec(findFile(tree, ({ name }) => pattern.test(name))?.name ?? '')?.[2];
  return folder === undefined ? undefined : { confidence: 0.85, evidence: `folder ${folder}` };
}

async function openCamvid(tree: SourceTree, options: ImportOptions): Promise<Dataset> {
  const pairs = pairFolders(tree);
  const { palette, problems } = await camvidPalette(listOf(tree), pairs.at(0)?.mask, options);
  const items = itemsOfPairs(pairs, codingOf(palette, 'either'));
  return {
    format: 'camvid',
    palette,
    items,
    problems: [...treeProblems(tree), ...problems, ...missingPhotos(items)],
    notes: [],
  };
}

/** Without a list, grey pictures are those of the mirrors with 11 classes, colour pictures the original ones. */
async function camvidPalette(
  list: FileRef | undefined,
  mask: FileRef | undefined,
  { palette }: ImportOptions,
): Promise<FoundPalette> {
  if (list !== undefined) return readPaletteOf(list);
  if (palette !== undefined) return { palette, problems: [] };
  if (mask === undefined) return { palette: presetPalette('camvid'), problems: [] };
  const { channels } = await readBytesFacts(mask.name, readRef(mask, defaultReadLimits.maxBytes), defaultReadLimits);
  const isColour = channels === 'rgb' || channels === 'rgba';
  return { palette: presetPalette(isColour ? 'camvid' : 'camvid11'), problems: [] };
}
