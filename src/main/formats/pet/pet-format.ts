import type { Dataset, DatasetItem } from '../../../shared/model/dataset.ts';
import { presetPalette } from '../../../shared/palette/presets.ts';
import type { DatasetFormat, Detection } from '../format.ts';
import { codingOf } from '../reading/class-table.ts';
import { listedWithoutMask, missingPhotos, readSplitLists, treeProblems } from '../reading/item-list.ts';
import { masksBelow, pictureFinder } from '../reading/photos.ts';
import { stemOf } from '../tree/safe-name.ts';
import { filesBelow, inside, parentsOf, type SourceTree } from '../tree/source-tree.ts';

/** Oxford-IIIT Pet, https://www.robots.ox.ac.uk/~vgg/data/pets/: trimaps of 1 = pet, 2 = background, 3 = border. */
export const petFormat: DatasetFormat = { name: 'pet', detect: detectPet, open: openPet };

function rootOf(tree: SourceTree): string | undefined {
  return parentsOf(tree, 'annotations/trimaps').at(0);
}

function detectPet(tree: SourceTree): Detection | undefined {
  const root = rootOf(tree);
  if (root === undefined) return undefined;
  const folder = 'annotations/trimaps';
  const files = filesBelow(tree, inside(root, folder)).length;
  return { confidence: 0.95, evidence: { kind: 'filled-folder', folder, files } };
}

async function openPet(tree: SourceTree): Promise<Dataset> {
  const root = rootOf(tree) ?? '';
  const folder = inside(root, 'annotations/trimaps');
  const lists = filesBelow(tree, inside(root, 'annotations')).filter(({ name }) =>
    /\/(trainval|test)\.txt$/.test(name),
  );
  const found = masksBelow(tree, folder);
  const isMask = pictureFinder(tree, folder);
  const listed = await readSplitLists(lists, tree.limits, (stem) => isMask(stem) !== undefined);
  const photoOf = pictureFinder(tree, inside(root, 'images'));
  const palette = presetPalette('trimap');
  const coding = codingOf(palette, 'index');
  const items = found.masks.map((file): DatasetItem => {
    const stem = stemOf(file.name.slice(folder.length + 1));
    return {
      stem,
      photo: photoOf(stem),
      split: listed.splitOf.get(stem),
      mask: { kind: 'picture', file, coding },
    };
  });
  return {
    format: 'pet',
    palette,
    items,
    problems: [
      ...treeProblems(tree),
      ...found.problems,
      ...listed.problems,
      ...listedWithoutMask(listed, items, folder),
      ...missingPhotos(items),
    ],
    notes: [],
  };
}
