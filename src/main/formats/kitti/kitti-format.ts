import type { Dataset, DatasetItem, FileRef } from '../../../shared/model/dataset.ts';
import { cityscapesLabels, roleOfLabel } from '../cityscapes/cityscapes-labels.ts';
import type { DatasetFormat, Detection } from '../format.ts';
import { codingOf, paletteOfClasses } from '../reading/class-table.ts';
import { missingPhotos, treeProblems } from '../reading/item-list.ts';
import { picturesByStem } from '../reading/photos.ts';
import { stemOf } from '../tree/safe-name.ts';
import { filesBelow, inside, parentsOf, type SourceTree } from '../tree/source-tree.ts';

/** KITTI semantics, https://www.cvlibs.net/datasets/kitti/eval_semantics.php: Cityscapes' ids, instances id * 256 + n. */
export const kittiFormat: DatasetFormat = {
  name: 'kitti',
  title: 'KITTI semantics',
  detect: detectKitti,
  open: openKitti,
};

function rootOf(tree: SourceTree): string | undefined {
  const candidates = [...parentsOf(tree, 'instance'), ...parentsOf(tree, 'semantic')];
  return candidates.find((root) => filesBelow(tree, inside(root, 'image_2')).length > 0);
}

function detectKitti(tree: SourceTree): Detection | undefined {
  const root = rootOf(tree);
  return root === undefined ? undefined : { confidence: 0.9, evidence: 'image_2 beside semantic or instance' };
}

function openKitti(tree: SourceTree): Promise<Dataset> {
  const root = rootOf(tree) ?? '';
  const classes = cityscapesLabels.map(({ id, name, rgb }) => ({ name, index: id, rgb, role: roleOfLabel(id) }));
  const palette = paletteOfClasses(classes, 'Cityscapes labels');
  const photos = picturesByStem(tree, inside(root, 'image_2'));
  const semantic = picturesByStem(tree, inside(root, 'semantic'));
  const instance = picturesByStem(tree, inside(root, 'instance'));
  const plain = codingOf(palette, 'index');
  const high = codingOf(palette, 'high-byte');
  const stems = [...new Set([...semantic.keys(), ...instance.keys()])].sort();
  const items = stems.flatMap((key): DatasetItem[] => {
    const numbers = instance.get(key);
    const file = semantic.get(key) ?? numbers;
    if (file === undefined) return [];
    const coding = semantic.has(key) ? plain : high;
    const split = root.split('/').at(-1) === 'testing' ? 'test' : 'train';
    return [
      {
        stem: stemNear(file),
        photo: photos.get(key),
        split,
        mask: { kind: 'picture', file, coding, objects: objectsOf(numbers) },
      },
    ];
  });
  return Promise.resolve({
    format: 'kitti',
    palette,
    items,
    problems: [...treeProblems(tree), ...missingPhotos(items)],
    notes: [],
  });
}

function stemNear({ name }: FileRef): string {
  return stemOf(name.slice(name.lastIndexOf('/') + 1));
}

/** Numbers that are multiples of 256 have no object. */
function objectsOf(file: FileRef | undefined) {
  return file && { file, reading: 'index' as const, lowest: 1, leftOut: [], notMultipleOf: 256 };
}
