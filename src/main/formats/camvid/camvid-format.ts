import type { Dataset, FileRef } from '../../../shared/model/dataset.ts';
import { presetPalette } from '../../../shared/palette/presets.ts';
import type { DatasetFormat, Detection, ImportOptions } from '../format.ts';
import { codingOf, paletteOfNames } from '../reading/class-table.ts';
import { type FoundPalette, missingPhotos, readPaletteOf, treeProblems } from '../reading/item-list.ts';
import { itemsOfPairs, pairFolders, type MaskPair } from '../reading/paired-folders.ts';
import { readBytesFacts } from '../../codec/read-mask-file.ts';
import { readRef } from '../tree/read-ref.ts';
import { baseOf, stemOf } from '../tree/safe-name.ts';
import { findFile, inside, readText, type SourceTree } from '../tree/source-tree.ts';
import { pictureFinder } from '../reading/photos.ts';

/**
 * CamVid: colour pictures `*_L.png` with `label_colors.txt`, or the mirrors with grey indices in `trainannot`. Colours
 * that no class has are told with their pixels and left unassigned.
 */
export const camvidFormat: DatasetFormat = {
  name: 'camvid',
  detect: detectCamvid,
  open: openCamvid,
};

function listOf(tree: SourceTree): FileRef | undefined {
  return findFile(tree, ({ name }) => /(^|\/)label_colou?rs\.txt$/i.test(name));
}

/** The names of fast.ai's copy, whose masks are `labels/*_P.png`. */
function codesOf(tree: SourceTree): FileRef | undefined {
  const hasMasks = findFile(tree, ({ name }) => MASK_OF_COPY.test(name)) !== undefined;
  return hasMasks ? findFile(tree, ({ name }) => /(^|\/)codes\.txt$/.test(name)) : undefined;
}

const MASK_OF_COPY = /(^|\/)labels\/[^/]*_P\.png$/;

function detectCamvid(tree: SourceTree): Detection | undefined {
  const list = listOf(tree) ?? codesOf(tree);
  if (list !== undefined) return { confidence: 0.85, evidence: { kind: 'named', names: [list.name] } };
  const pattern = /(^|\/)((train|val|test)annot)\//;
  const folder = pattern.exec(findFile(tree, ({ name }) => pattern.test(name))?.name ?? '')?.[2];
  return folder === undefined ? undefined : { confidence: 0.85, evidence: { kind: 'folder', folder } };
}

async function openCamvid(tree: SourceTree, options: ImportOptions): Promise<Dataset> {
  const pairs = pairFolders(tree);
  const codes = listOf(tree) === undefined ? codesOf(tree) : undefined;
  const { palette, problems } =
    codes === undefined
      ? await camvidPalette(tree, pairs.at(0)?.mask, options)
      : { palette: paletteOfNames(await readText(codes, tree.limits), codes), problems: [] };
  const photoOf = photosOfCopy(tree, codes);
  const items = itemsOfPairs(
    pairs.map((pair) => ({ ...pair, photo: pair.photo ?? photoOf(pair) })),
    codingOf(palette, 'either'),
  );
  return {
    format: 'camvid',
    palette,
    items,
    problems: [...treeProblems(tree), ...problems, ...missingPhotos(items)],
    notes: [],
  };
}

function photosOfCopy(tree: SourceTree, codes: FileRef | undefined): (pair: MaskPair) => FileRef | undefined {
  if (codes === undefined) return () => undefined;
  const find = pictureFinder(tree, inside(codes.name.slice(0, -'codes.txt'.length).replace(/\/$/, ''), 'images'));
  return ({ mask }) => find(stemOf(baseOf(mask.name)).replace(/_P$/, ''));
}

/** Without a list, grey pictures are those of the mirrors with 11 classes, colour pictures the original ones. */
async function camvidPalette(
  tree: SourceTree,
  mask: FileRef | undefined,
  { palette }: ImportOptions,
): Promise<FoundPalette> {
  const list = listOf(tree);
  if (list !== undefined) return readPaletteOf(list, tree.limits);
  if (palette !== undefined) return { palette, problems: [] };
  if (mask === undefined) return { palette: presetPalette('camvid'), problems: [] };
  const { channels } = await readBytesFacts(mask.name, readRef(mask, tree.limits), tree.limits);
  const isColour = channels === 'rgb' || channels === 'rgba';
  return { palette: presetPalette(isColour ? 'camvid' : 'camvid11'), problems: [] };
}
