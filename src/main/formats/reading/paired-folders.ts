import { countWithNoun } from '../../../shared/words.ts';
import type { DatasetItem, DatasetProblem, FileRef, PixelCoding } from '../../../shared/model/dataset.ts';
import { hasMaskSuffix } from '../../../shared/checks/source-name.ts';
import { isPictureName } from '../../codec/picture-names.ts';
import { baseOf, stemOf } from '../tree/safe-name.ts';
import { filesWhere, type SourceTree } from '../tree/source-tree.ts';
import { PhotoPairs, type Placed } from './photo-pairs.ts';
import { splitOfWord } from './split-name.ts';

/** What folders of masks are called, alone or joined to another word (`train_labels`, `valannot`). */
const MASK_WORD =
  /labell?ed(?:approved)?|[12](?:st|nd)_manual|ann_dir|masks?|labels?|annotations?|annots?|ground[_ -]?truths?|gts?|segmentations?|segs?|trimaps?/;
const MASK_FOLDER = new RegExp(`^(.*?)[_-]?(?:${MASK_WORD.source})[_-]?(.*)$`, 'i');
const PHOTO_FOLDER = /^(.*?)[_-]?(?:jpegimages|img_dir|images?|imgs?|photos?|pictures?|rgb|raw)[_-]?(.*)$/i;
/** Folders of photos that speak of masks. */
const PHOTOS_WITH_MASKS = /^(.*?)[_-]?frames[_-]with[_-]annotations?()$/i;
/** What folders of photos are called as well, though such a name says nothing by itself. */
const LIKELY_PHOTO_FOLDER = /^()(?:camera|frames?|originals?|origin|inputs?|rgb_anon)()$/i;

/** Whether a folder's name says that it holds masks. */
export function isMaskFolderName(name: string): boolean {
  return MASK_FOLDER.test(name) && !PHOTOS_WITH_MASKS.test(name);
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
  const pictures = filesWhere(tree, ({ name }) => isPictureName(baseOf(name)));
  const isMask = signOfMasks(pictures) ?? (() => true);
  return pairFiles(
    pictures.filter(isMask),
    pictures.filter((file) => !isMask(file)),
  );
}

/** Pairs files that are known as masks with photos, by the same names. */
export function pairFiles(masks: readonly FileRef[], pictures: readonly FileRef[]): MaskPair[] {
  const photos = new PhotoPairs(pictures, placePhoto);
  const shared = sharedFolders(masks.map((mask) => stemAt(placeMask(mask))));
  return masks.map((mask) => {
    const place = placeMask(mask);
    return { mask, split: place.split, stem: stemAt(place).slice(shared.length), photo: photos.of(place) };
  });
}

/** Whether any name says that a picture is a mask. */
export function tellsMasks(tree: SourceTree): boolean {
  const pictures = filesWhere(tree, ({ name }) => isPictureName(baseOf(name)));
  return signOfMasks(pictures) !== undefined;
}

/** The folders that all paths begin with, which tell none from the others; with the last slash. */
function sharedFolders(paths: readonly string[]): string {
  let shared = paths.at(0) ?? '';
  for (const path of paths)
    while (!path.startsWith(shared.slice(0, shared.lastIndexOf('/') + 1)))
      shared = shared.slice(0, shared.lastIndexOf('/'));
  return shared.slice(0, shared.lastIndexOf('/') + 1);
}

/** What tells masks from photos in a tree; undefined where no name does. */
function signOfMasks(pictures: readonly FileRef[]): ((file: FileRef) => boolean) | undefined {
  return SIGNS_OF_MASKS.find((test) => pictures.some(test)) ?? namesakesOfPhotos(pictures);
}

/** Pictures outside of the folders of photos are masks where each is called as one of the photos. */
function namesakesOfPhotos(pictures: readonly FileRef[]): ((file: FileRef) => boolean) | undefined {
  const names = new Set(pictures.filter(isInPhotoFolder).map(({ name }) => stemOf(baseOf(name))));
  const others = pictures.filter((file) => !isInPhotoFolder(file));
  const areMasks = others.length > 0 && others.every(({ name }) => names.has(stemOf(baseOf(name))));
  return areMasks ? (file) => !isInPhotoFolder(file) : undefined;
}

function isInPhotoFolder({ name }: FileRef): boolean {
  return name
    .split('/')
    .slice(0, -1)
    .some((folder) => PHOTO_FOLDER.test(folder));
}

/** Each is asked where none before it holds of any picture. */
const SIGNS_OF_MASKS: readonly ((file: FileRef) => boolean)[] = [isInMaskFolder, isBelowMaskFolder, hasMaskName];

function hasMaskName({ name }: FileRef): boolean {
  return hasMaskSuffix(stemOf(name));
}

/** The innermost folder that says what it holds decides. */
function isInMaskFolder({ name }: FileRef): boolean {
  const folders = name.split('/').slice(0, -1).reverse();
  const telling = folders.find((folder) => MASK_FOLDER.test(folder) || PHOTO_FOLDER.test(folder));
  return telling !== undefined && isMaskFolderName(telling);
}

/** Photos lie in folders of their own: masks in `masks/images` are masks where no other picture is one. */
function isBelowMaskFolder({ name }: FileRef): boolean {
  const folders = name.split('/').slice(0, -1);
  return folders.some(isMaskFolderName);
}

function placeMask(file: FileRef): Placed {
  return place(file, [MASK_FOLDER]);
}

function placePhoto(file: FileRef): Placed {
  return place(file, [PHOTOS_WITH_MASKS, LIKELY_PHOTO_FOLDER, PHOTO_FOLDER]);
}

function stemAt({ folders, base }: Placed): string {
  return [...folders, base].join('/');
}

/** @param ownFolders What folders of such pictures are called; the first that holds tells what is left of a name. */
function place(file: FileRef, ownFolders: readonly RegExp[]): Placed {
  const folders = file.name.split('/').slice(0, -1);
  const rest = folders.flatMap((folder) => {
    const own = ownFolders.find((pattern) => pattern.test(folder));
    const [, before = '', after = ''] = own?.exec(folder) ?? [undefined, folder];
    return [before, after].filter((word) => word !== '');
  });
  const split = rest.map(splitOfWord).find((word) => word !== undefined);
  const kept = rest.filter((word) => splitOfWord(word) === undefined);
  return { split, folders: kept, base: stemOf(baseOf(file.name)) };
}

/**
 * Tells of photos with masks in several folders: of one coding and another, of classes and objects. All are taken, where
 * people mostly mean those of one folder.
 */
export function severalMasks(pairs: readonly MaskPair[]): DatasetProblem[] {
  const byPhoto = Map.groupBy(
    pairs.filter(({ photo }) => photo !== undefined),
    ({ photo }) => photo?.name ?? '',
  );
  const shared = [...byPhoto.values()].filter((group) => new Set(group.map(({ mask }) => folderOf(mask))).size > 1);
  const first = shared.at(0);
  if (first === undefined) return [];
  const folders = [...new Set(first.map(({ mask }) => folderOf(mask)))].join(' and ');
  const others = shared.length > 1 ? `, as ${countWithNoun(shared.length - 1, 'more photo')}` : '';
  const message = `has masks in ${folders}${others}: all are taken; give the folder that is meant where it is one`;
  return [{ file: first[0].photo?.name ?? '', message, isWarning: true }];
}

function folderOf({ name }: FileRef): string {
  return name.slice(0, Math.max(0, name.lastIndexOf('/')));
}

/** Items of pairs, all read alike; stems that occur twice in a split keep their whole path. */
export function itemsOfPairs(pairs: readonly MaskPair[], coding: PixelCoding): DatasetItem[] {
  const seen = new Set<string>();
  const shared = new Set(pairs.map(nameOf).filter((name) => seen.size === seen.add(name).size));
  return pairs.map((pair) => {
    const { mask, photo, split, stem } = pair;
    const isShared = shared.size > 0 && shared.has(nameOf(pair));
    return { stem: isShared ? stemOf(mask.name) : stem, photo, split, mask: { kind: 'picture', file: mask, coding } };
  });
}

function nameOf({ stem, split }: MaskPair): string {
  return `${split ?? ''}\0${stem.toLowerCase()}`;
}
