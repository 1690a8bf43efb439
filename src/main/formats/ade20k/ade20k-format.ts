import { z } from 'zod';
import { nameKey } from '../../../shared/name-key.ts';
import type { Dataset, DatasetItem, DatasetProblem, FileRef } from '../../../shared/model/dataset.ts';
import { MaskmendError } from '../../../shared/errors.ts';
import { presetPalette } from '../../../shared/palette/presets.ts';
import type { DatasetFormat, Detection } from '../format.ts';
import { codingOf, paletteOfClasses } from '../reading/class-table.ts';
import { missingPhotos, orProblem, treeProblems } from '../reading/item-list.ts';
import { itemsOfPairs, pairFolders } from '../reading/paired-folders.ts';
import { picturesByStem } from '../reading/photos.ts';
import { splitOfPath, withoutSplit } from '../reading/split-name.ts';
import { stemOf } from '../tree/safe-name.ts';
import { filesWhere, findFile, hasFolder, readJsonFile, type SourceTree } from '../tree/source-tree.ts';

/** ADE20K: SceneParse150's grey pictures, or the full set's `_seg.png`. https://github.com/CSAILVision/ADE20K. */
export const ade20kFormat: DatasetFormat = {
  name: 'ade20k',
  detect: detectAde20k,
  open: async (tree) => {
    if (fullMasks(tree).length > 0) return openFull(tree);
    refuseOlder(tree);
    return openSceneParse(tree);
  },
};

function detectAde20k(tree: SourceTree): Detection | undefined {
  const full = fullMasks(tree).length;
  if (full > 0) return { confidence: 0.8, evidence: { kind: 'ade20k', files: full, texts: 'json' } };
  const older = olderMasks(tree).length;
  if (older > 0) return { confidence: 0.8, evidence: { kind: 'ade20k', files: older, texts: 'txt' } };
  const sceneParse = findFile(tree, ({ name }) =>
    /(^|\/)annotations\/(training|validation)\/ADE_[^/]*\.png$/i.test(name),
  );
  if (sceneParse === undefined) return undefined;
  const folder = sceneParse.name.slice(0, sceneParse.name.lastIndexOf('/'));
  return { confidence: 0.95, evidence: { kind: 'scene-parse', folder } };
}

/** 0 is everything else, 1 to 150 the classes. */
function openSceneParse(tree: SourceTree): Dataset {
  const palette = presetPalette('ade20k');
  const items = itemsOfPairs(pairFolders(tree), codingOf(palette, 'index'));
  return { format: 'ade20k', palette, items, problems: [...treeProblems(tree), ...missingPhotos(items)], notes: [] };
}

function fullMasks(tree: SourceTree): FileRef[] {
  return masksWith(tree, '.json');
}

/** Those of the set of 2016. */
function olderMasks(tree: SourceTree): FileRef[] {
  return masksWith(tree, '_atr.txt');
}

/** Masks of the full set that have another file, whose name ends so. */
function masksWith(tree: SourceTree, end: string): FileRef[] {
  return filesWhere(
    tree,
    ({ name }) => name.endsWith('_seg.png') && tree.files.has(`${name.slice(0, -'_seg.png'.length)}${end}`),
  );
}

/** Its texts name objects, and its pixels number classes: which number is which class, MATLAB's index alone tells. */
function refuseOlder(tree: SourceTree): void {
  if (olderMasks(tree).length === 0) return;
  throw new MaskmendError('unsupported-format', 'is ADE20K as of 2016, which does not tell the names of its classes', {
    path: tree.path,
    hint: 'take the set of 2021, whose JSON files tell them, or SceneParse150',
  });
}

const fileSchema = z.object({
  annotation: z.object({ object: z.array(z.object({ name: z.string(), name_ndx: z.int().min(1).max(65_000) })) }),
});

/** Class = (red / 10) * 256 + green, object = blue; the names of the classes stand in the JSON files. */
async function openFull(tree: SourceTree): Promise<Dataset> {
  const problems: DatasetProblem[] = [...treeProblems(tree)];
  const masks = fullMasks(tree);
  const names = new Map<number, string>();
  for (const mask of masks) await gatherNames(tree, mask, { names, problems });
  const classes = [...names]
    .sort((a, b) => a[0] - b[0])
    .map(([index, name]) => ({ name, index, role: 'class' as const }));
  const other = { name: 'other', index: 0, rgb: [0, 0, 0] as const, role: 'background' as const };
  const palette = paletteOfClasses([other, ...classes], 'ADE20K');
  const coding = codingOf(palette, 'ade20k');
  const photos = picturesByStem(tree, '');
  const items = masks.map((file): DatasetItem => {
    const base = file.name.slice(0, -'_seg.png'.length);
    const objects = { reading: 'blue' as const, lowest: 1, leftOut: [] };
    return {
      stem: withoutSplit(stemOf(`${base}.png`)),
      photo: photos.get(nameKey(base)),
      split: splitOfPath(file.name.split('/').slice(0, -1).join('/')),
      mask: { kind: 'picture', file, coding, objects },
    };
  });
  return { format: 'ade20k', palette, items, problems: [...problems, ...missingPhotos(items)], notes: [] };
}

async function gatherNames(
  tree: SourceTree,
  mask: FileRef,
  { names, problems }: { readonly names: Map<number, string>; readonly problems: DatasetProblem[] },
): Promise<void> {
  const file = tree.files.get(`${mask.name.slice(0, -'_seg.png'.length)}.json`);
  if (file === undefined || hasFolder(tree, file.name)) return;
  const value = await orProblem(file, problems, () => readJsonFile(file, tree.limits));
  const parsed = fileSchema.safeParse(value);
  if (!parsed.success) problems.push({ file: file.name, message: 'does not tell the names of its classes' });
  else
    for (const { name, name_ndx } of parsed.data.annotation.object) if (!names.has(name_ndx)) names.set(name_ndx, name);
}
