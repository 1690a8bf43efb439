import { formatPaletteFile } from '../../../shared/palette/palette-files.ts';
import { encodeLabelMap } from '../../codec/png/encode-label-map.ts';
import type { Dataset, DatasetProblem, FileRef } from '../../../shared/model/dataset.ts';
import type { Palette } from '../../../shared/model/palette.ts';
import type { DatasetExporter, DatasetFormat, Detection } from '../format.ts';
import { codingOf } from '../reading/class-table.ts';
import { missingPhotos, orProblem, readPaletteOf, treeProblems } from '../reading/item-list.ts';
import { masksBelow, pictureFinder } from '../reading/photos.ts';
import { stemOf } from '../tree/safe-name.ts';
import { filesBelow, hasFolder, inside, parentsOf, type SourceTree } from '../tree/source-tree.ts';
import { sharedColourWarnings, withDistinctColours } from '../writing/distinct-colours.ts';

/** Each item is a split's folder, or the root where there are none, with `masks`, `images` and the list of classes. */
const exporter: DatasetExporter = {
  about: {
    losesObjects: true,
  },
  hasSplitFolders: true,
  warn: ({ palette }) => sharedColourWarnings(palette),
  encode: ({ name, split, labelMap, photoExtension }, { palette, splits }) => {
    const folder = splits.length > 1 ? `${split}/` : '';
    return {
      files: [
        { path: `${folder}masks/${name}.png`, bytes: encodeLabelMap(labelMap, withDistinctColours(palette), 'rgb') },
      ],
      photoPath: `${folder}images/${name}${photoExtension ?? ''}`,
    };
  },
  finish: (_, { palette, splits }) =>
    (splits.length > 1 ? splits.map((split) => `${split}/`) : ['']).map((folder) => ({
      path: `${folder}dataset_meta.json`,
      parts: [formatPaletteFile(withDistinctColours(palette), 'dataset_meta.json')],
    })),
};

/** Datumaro's common semantic segmentation, https://open-edge-platform.github.io/datumaro. */
export const datumaroFormat: DatasetFormat = {
  name: 'datumaro',
  detect: detectDatumaro,
  open: openDatumaro,
  exporter,
};

function rootsOf(tree: SourceTree): string[] {
  return parentsOf(tree, 'dataset_meta.json').filter((root) => hasFolder(tree, inside(root, 'masks')));
}

function detectDatumaro(tree: SourceTree): Detection | undefined {
  const root = rootsOf(tree).at(0);
  // Plain folders as this program writes them have a label map beside.
  if (root === undefined || tree.files.has(inside(root, 'labelmap.txt'))) return undefined;
  const files = filesBelow(tree, inside(root, 'masks')).length;
  const evidence = { kind: 'list-beside-folder', list: 'dataset_meta.json', folder: 'masks', files } as const;
  return { confidence: 0.9, evidence };
}

/** Several roots, such as one per split, are one dataset with the classes of the first. */
async function openDatumaro(tree: SourceTree): Promise<Dataset> {
  const roots = rootsOf(tree);
  const meta = tree.files.get(inside(roots[0], 'dataset_meta.json'));
  if (meta === undefined) throw new TypeError('detection has found dataset_meta.json');
  const { palette, problems } = await readPaletteOf(meta, tree.limits);
  const coding = codingOf(palette, 'either');
  const twins: DatasetProblem[] = [];
  const items = roots.flatMap((root) => {
    const folder = inside(root, 'masks');
    const photoOf = pictureFinder(tree, inside(root, 'images'));
    const found = masksBelow(tree, folder);
    twins.push(...found.problems);
    return found.masks.map((file) => {
      const stem = stemOf(file.name.slice(folder.length + 1));
      return {
        stem,
        photo: photoOf(stem),
        ...splitOfRoot(root),
        mask: { kind: 'picture' as const, file, coding },
      };
    });
  });
  return {
    format: 'datumaro',
    palette,
    items,
    problems: [
      ...treeProblems(tree),
      ...problems,
      ...(await otherClasses(tree, roots.slice(1), { meta, palette })),
      ...twins,
      ...missingPhotos(items),
    ],
    notes: [],
  };
}

/** Roots whose classes are not those of the first, by which all masks are read. */
async function otherClasses(
  tree: SourceTree,
  roots: readonly string[],
  first: { readonly meta: FileRef; readonly palette: Palette },
): Promise<DatasetProblem[]> {
  const problems: DatasetProblem[] = [];
  for (const root of roots) {
    const meta = tree.files.get(inside(root, 'dataset_meta.json'));
    const found = meta && (await orProblem(meta, problems, () => readPaletteOf(meta, tree.limits)));
    if (meta === undefined || found === undefined || areClasses(found.palette, first.palette)) continue;
    const message = `tells other classes than ${first.meta.name}, which are taken for all masks`;
    problems.push({ file: meta.name, message, hint: 'import each of the sets by itself' });
  }
  return problems;
}

function areClasses(a: Palette, b: Palette): boolean {
  const [one, other] = [a, b].map(({ classes }) => classes.map(({ index, name, rgb }) => [index, name, rgb]));
  return JSON.stringify(one) === JSON.stringify(other);
}

function splitOfRoot(root: string): { readonly split?: string } {
  const split = root.split('/').at(-1) ?? '';
  return split === '' ? {} : { split };
}
