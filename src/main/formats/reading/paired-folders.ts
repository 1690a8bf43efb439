import type { DatasetItem, FileRef, PixelCoding } from '../../../shared/model/dataset.ts';
import { hasMaskSuffix, pairNameOf } from '../../../shared/checks/source-name.ts';
import { isPictureName } from '../../codec/picture-names.ts';
import { baseOf, stemOf } from '../tree/safe-name.ts';
import type { SourceTree } from '../tree/source-tree.ts';
import { splitOfWord } from './split-name.ts';

/** What folders of masks are called, alone or joined to another word (`train_labels`, `valannot`). */
const MASK_WORD =
  /labell?ed(?:approved)?|masks?|labels?|annotations?|annots?|ann_dir|groundtruths?|ground_truths?|gts?|segmentations?|segs?|trimaps?/;
const MASK_FOLDER = new RegExp(`^(.*?)[_-]?(?:${MASK_WORD.source})[_-]?(.*)$`, 'i');
const PHOTO_FOLDER = /^(.*?)[_-]?(?:images?|imgs?|photos?|jpegimages|img_dir|pictures?|rgb|raw)[_-]?(.*)$/i;

/** A mask or photo among the pictures of a tree. */
interface Placed {
  readonly file: FileRef;
  readonly split: string | undefined;
  /** Folders that name neither split nor kind, and the stem. */
  readonly stem: string;
  /** Equal for a mask and its photo. */
  readonly key: string;
  readonly isMask: boolean;
}

/** Masks of a tree with their photos. */
export interface MaskPair {
  readonly mask: FileRef;
  readonly photo: FileRef | undefined;
  readonly split: string | undefined;
  readonly stem: string;
}

/**
 * Pairs masks and photos by the names of their folders (`masks` and `images`, `train_labels` and `train`), else by the
 * ends of their names (`street_mask.png` beside `street.jpg`). Where no name tells, every picture is a mask.
 */
export function pairFolders(tree: SourceTree): MaskPair[] {
  const pictures = [...tree.files.values()].filter(({ name }) => isPictureName(baseOf(name)));
  const byFolder = pictures.map((file) => place(file, isMaskFolder(file)));
  if (byFolder.some(({ isMask }) => isMask)) return pair(byFolder);
  const byName = pictures.map((file) => place(file, hasMaskSuffix(stemOf(file.name))));
  return byName.some(({ isMask }) => isMask) ? pair(byName) : pictures.map((file) => alone(place(file, true)));
}

/** The innermost folder that says what it holds decides. */
function isMaskFolder({ name }: FileRef): boolean {
  const folders = name.split('/').slice(0, -1).reverse();
  const telling = folders.find((folder) => MASK_FOLDER.test(folder) || PHOTO_FOLDER.test(folder));
  return telling !== undefined && MASK_FOLDER.test(telling);
}

function place(file: FileRef, isMask: boolean): Placed {
  const folders = file.name.split('/').slice(0, -1);
  const rest = folders.flatMap((folder) => {
    const [, before = '', after = ''] = (isMask ? MASK_FOLDER : PHOTO_FOLDER).exec(folder) ?? [undefined, folder];
    return [before, after].filter((word) => word !== '');
  });
  const split = rest.map(splitOfWord).find((word) => word !== undefined);
  const kept = rest.filter((word) => splitOfWord(word) === undefined);
  const base = stemOf(baseOf(file.name));
  const key = [split ?? '', ...kept, pairNameOf(base)].join('/').toLowerCase();
  return { file, split, stem: [...kept, base].join('/'), key, isMask };
}

function alone({ file, split, stem }: Placed): MaskPair {
  return { mask: file, photo: undefined, split, stem };
}

function pair(placed: readonly Placed[]): MaskPair[] {
  const photos = placed.filter(({ isMask }) => !isMask);
  const byKey = new Map(photos.map((photo) => [photo.key, photo.file]));
  const byBase = Map.groupBy(photos, ({ key }) => baseOf(key));
  return placed
    .filter(({ isMask }) => isMask)
    .map((mask) => {
      const sameBase = byBase.get(baseOf(mask.key)) ?? [];
      const photo = byKey.get(mask.key) ?? (sameBase.length === 1 ? sameBase[0].file : undefined);
      return { ...alone(mask), photo };
    });
}

/** Items of pairs, all read alike; stems that occur twice in a split keep their whole path. */
export function itemsOfPairs(pairs: readonly MaskPair[], coding: PixelCoding): DatasetItem[] {
  const counts = Map.groupBy(pairs, ({ stem, split }) => `${split ?? ''}\0${stem.toLowerCase()}`);
  return pairs.map(({ mask, photo, split, stem }) => {
    const isShared = (counts.get(`${split ?? ''}\0${stem.toLowerCase()}`)?.length ?? 0) > 1;
    return { stem: isShared ? stemOf(mask.name) : stem, photo, split, mask: { kind: 'picture', file: mask, coding } };
  });
}
