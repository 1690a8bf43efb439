import type { Dataset, DatasetItem, FileRef } from '../../../shared/model/dataset.ts';
import type { Palette } from '../../../shared/model/palette.ts';
import { labelPalette } from '../cityscapes/cityscapes-labels.ts';
import type { DatasetFormat, Detection } from '../format.ts';
import { codingOf } from '../reading/class-table.ts';
import { missingPhotos, treeProblems } from '../reading/item-list.ts';
import { ownLabels } from '../reading/own-labels.ts';
import { picturesByStem } from '../reading/photos.ts';
import { splitOfWord } from '../reading/split-name.ts';
import { baseOf, stemOf } from '../tree/safe-name.ts';
import { filesBelow, inside, parentsOf, type SourceTree } from '../tree/source-tree.ts';

/** KITTI semantics, https://www.cvlibs.net/datasets/kitti/eval_semantics.php: Cityscapes' ids, instances id * 256 + n. */
export const kittiFormat: DatasetFormat = {
  name: 'kitti',
  detect: detectKitti,
  open: openKitti,
};

/** Folders of parts, `training` in KITTI itself: those that hold photos beside masks, or both kinds of masks. */
function partsOf(tree: SourceTree): string[] {
  const has = (root: string, name: string): boolean => filesBelow(tree, inside(root, name)).length > 0;
  const candidates = [...new Set([...parentsOf(tree, 'instance'), ...parentsOf(tree, 'semantic')])].sort();
  return candidates.filter((root) => has(root, 'image_2') || (has(root, 'instance') && has(root, 'semantic')));
}

function detectKitti(tree: SourceTree): Detection | undefined {
  const part = partsOf(tree).at(0);
  if (part === undefined) return undefined;
  const hasPhotos = filesBelow(tree, inside(part, 'image_2')).length > 0;
  return { confidence: 0.9, evidence: { kind: 'kitti', hasPhotos } };
}

async function openKitti(tree: SourceTree): Promise<Dataset> {
  const parts = partsOf(tree);
  const [first = ''] = parts;
  const own = await ownLabels(tree, first.slice(0, Math.max(0, first.lastIndexOf('/'))));
  const { palette, problems } = own ?? { palette: labelPalette(), problems: [] };
  const items = parts.flatMap((part) => {
    const name = baseOf(part);
    // Parts of KITTI are known; whoever has labels of their own has parts of their own.
    return itemsOfPart(tree, part, { palette, split: splitOfWord(name) ?? (own === undefined ? 'train' : name) });
  });
  return {
    format: 'kitti',
    palette,
    items,
    problems: [...treeProblems(tree), ...problems, ...missingPhotos(items)],
    notes: [],
  };
}

interface PartContext {
  readonly palette: Palette;
  readonly split: string;
}

function itemsOfPart(tree: SourceTree, root: string, { palette, split }: PartContext): DatasetItem[] {
  const photos = picturesByStem(tree, inside(root, 'image_2'));
  const semantic = picturesByStem(tree, inside(root, 'semantic'));
  const instance = picturesByStem(tree, inside(root, 'instance'));
  const plain = codingOf(palette, 'index');
  const high = codingOf(palette, 'high-byte');
  const stems = [...new Set([...semantic.keys(), ...instance.keys()])].sort();
  return stems.flatMap((key): DatasetItem[] => {
    const numbers = instance.get(key);
    const file = semantic.get(key) ?? numbers;
    if (file === undefined) return [];
    const coding = semantic.has(key) ? plain : high;
    const mask = { kind: 'picture', file, coding, objects: objectsOf(numbers) } as const;
    return [{ stem: stemNear(file), photo: photos.get(key), split, mask }];
  });
}

function stemNear({ name }: FileRef): string {
  return stemOf(name.slice(name.lastIndexOf('/') + 1));
}

/** Numbers that are multiples of 256 have no object. */
function objectsOf(file: FileRef | undefined) {
  return file && { file, reading: 'index' as const, lowest: 1, leftOut: [], notMultipleOf: 256 };
}
