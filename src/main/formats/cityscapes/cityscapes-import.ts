import type { Dataset, DatasetItem, FileRef, PixelCoding } from '../../../shared/model/dataset.ts';
import type { Palette } from '../../../shared/model/palette.ts';
import { packColour } from '../../../shared/palette/packed-colour.ts';
import { presetPalette } from '../../../shared/palette/presets.ts';
import type { ImportOptions } from '../format.ts';
import { codingOf } from '../reading/class-table.ts';
import { missingPhotos, treeProblems } from '../reading/item-list.ts';
import { ownLabels } from '../reading/own-labels.ts';
import { splitOfWord } from '../reading/split-name.ts';
import { baseOf } from '../tree/safe-name.ts';
import { filesWhere, parentsOf, type SourceTree } from '../tree/source-tree.ts';
import { cityscapesLabels, labelPalette } from './cityscapes-labels.ts';

const MASK_NAME = /^(.*)_gt(?:Fine|Coarse)_(labelIds|labelTrainIds|color|instanceIds)\.png$/i;
type MaskKind = 'labelIds' | 'labelTrainIds' | 'color' | 'instanceIds';
/** The one that tells most first. */
const KINDS: readonly MaskKind[] = ['labelIds', 'instanceIds', 'labelTrainIds', 'color'];

/** The pictures of one photo. */
interface CityscapesGroup {
  readonly stem: string;
  readonly split: string | undefined;
  readonly kinds: ReadonlyMap<MaskKind, FileRef>;
}

/** Masks of a tree, grouped by photo. */
export function cityscapesGroups(tree: SourceTree): CityscapesGroup[] {
  const groups = new Map<string, { stem: string; split: string | undefined; kinds: Map<MaskKind, FileRef> }>();
  for (const file of tree.files.values()) {
    const match = MASK_NAME.exec(baseOf(file.name));
    if (match === null) continue;
    const [, stem, kind] = match;
    const folder = file.name.slice(0, -baseOf(file.name).length);
    const split = folder
      .split('/')
      .map(splitOfWord)
      .find((word) => word !== undefined);
    const group = groups.get(folder + stem) ?? { stem, split, kinds: new Map<MaskKind, FileRef>() };
    const own = KINDS.find((known) => known.toLowerCase() === kind.toLowerCase());
    if (own !== undefined) group.kinds.set(own, file);
    groups.set(folder + stem, group);
  }
  return [...groups.values()];
}

/** The kind that all groups have and that tells most. */
function commonKind(groups: readonly CityscapesGroup[]): MaskKind {
  return (
    KINDS.find((kind) => groups.every(({ kinds }) => kinds.has(kind))) ??
    KINDS.find((kind) => groups.some(({ kinds }) => kinds.has(kind))) ??
    'labelIds'
  );
}

/** Colours mean more than one label each: colour masks are read through the train ids. */
export async function openCityscapes(tree: SourceTree, options: ImportOptions): Promise<Dataset> {
  const groups = cityscapesGroups(tree);
  const kind = commonKind(groups);
  const own = await ownLabels(tree, parentsOf(tree, 'gtFine').at(0) ?? '');
  const { palette, problems } = own ?? { palette: knownPalette(kind, options), problems: [] };
  const coding = codingFor(kind, palette, own !== undefined);
  const photos = new Map(filesWhere(tree, (file) => photoKeyOf(file) !== '').map((file) => [photoKeyOf(file), file]));
  const items = groups.flatMap(({ stem, split, kinds }): DatasetItem[] => {
    const file = kinds.get(kind);
    const numbers = kinds.get('instanceIds');
    const objects = numbers && { file: numbers, reading: 'index' as const, lowest: 1000, leftOut: [] };
    return file === undefined
      ? []
      : [{ stem, split, photo: photos.get(stem), mask: { kind: 'picture', file, coding, objects } }];
  });
  const without = groups.filter(({ kinds }) => !kinds.has(kind));
  return {
    format: 'cityscapes',
    palette,
    items,
    problems: [
      ...treeProblems(tree),
      ...problems,
      ...without.map(({ stem }) => ({ file: stem, message: `has no ${kind}, which the others have` })),
      ...missingPhotos(items),
    ],
    notes:
      kind === 'color' && own === undefined
        ? ['colours are read through the train ids: labels that share a colour are void']
        : [],
  };
}

function photoKeyOf({ name }: FileRef): string {
  return /^(.*)_leftImg8bit\.[a-z]+$/i.exec(baseOf(name))?.[1] ?? '';
}

function knownPalette(kind: MaskKind, { palette }: ImportOptions): Palette {
  if (palette !== undefined) return palette;
  return kind === 'labelTrainIds' || kind === 'color' ? presetPalette('cityscapes') : labelPalette();
}

function codingFor(kind: MaskKind, palette: Palette, isOwn: boolean): PixelCoding {
  switch (kind) {
    case 'labelIds':
    case 'labelTrainIds':
      return codingOf(palette, 'index');
    case 'instanceIds':
      return codingOf(palette, 'thousands');
    case 'color':
      return isOwn ? codingOf(palette, 'colour') : withVoidColours(codingOf(palette, 'colour'), palette);
  }
}

/** Colours of labels that are not evaluated; those that an evaluated label has too stay that label's. */
function withVoidColours(coding: PixelCoding, { classes }: Palette): PixelCoding {
  const slot = classes.find(({ role }) => role === 'void')?.slot;
  if (slot === undefined) return coding;
  const others = cityscapesLabels
    .filter(({ trainId }) => trainId === 255)
    .map(({ rgb }) => [packColour(rgb), slot] as const);
  return { ...coding, colours: new Map([...others, ...coding.colours]) };
}
