import { nameKey } from '../name-key.ts';
import type { SourceRole } from '../model/source-status.ts';

/** What tools put behind the stem of a photo to name its mask. */
const MASK_SUFFIX =
  /(?:[_-]?gt(?:fine|coarse))?[_-](?:masks?|gt|groundtruth|l|labels?|seg|segmentation|labelids|labeltrainids|trainids|instanceids|color|colour)$/i;
/** The same, where it may as well be part of a photo's name: it says nothing by itself, but what is left of two names may. */
const LIKELY_MASK_SUFFIX =
  /[_-](?:(?:instance|semantic)[_-](?:color|id)[_-]rgb|annotations?|manual\d?|[12](?:st|nd)ho|(?:gt[_-])?label(?:train|cs|level\d)ids?|(?:gt[_-])?labelcolou?r|train[_-](?:id|color))$/i;
/** What tools put behind the stem of the photo itself. */
const PHOTO_SUFFIX = /[_-](?:leftimg8bit|image|img|photo|sat|rgb[_-]anon|rgb)$/i;
/** Roboflow's mark of an exported copy. */
const COPY_MARK = /\.rf\.[0-9a-z]+$/i;

/** Names that data sets give to the folders of masks and of photos; a photo's folder has the mask's place in the tree. */
const MASK_FOLDER =
  /^(?:masks?|labels?|annotations?|ann(?:_?dir)?|segmentation(?:class|object)?(?:raw|aug)?|seg|gt(?:fine|coarse)?|ground_?truths?|trimaps?|.*(?:_|-)(?:masks?|labels?|annot(?:ations?)?|gt))$/i;
const PHOTO_FOLDER =
  /^(?:images?|imgs?(?:_?dir)?|jpegimages|photos?|pictures|leftimg8bit|rgb|.*(?:_|-)(?:images?|imgs?|photos?))$/i;

const SPLIT = /^(train(?:ing)?|val(?:idation|id)?|test(?:ing)?)$/i;
const SPLIT_NAMES = { tr: 'train', va: 'val', te: 'test' } as const;

/** What the path of a source tells by itself. */
export interface SourceName {
  /** Equal for paths that some file system takes for one; for search and order. */
  readonly nameKey: string;
  /** Equal for a mask and its photo where both lie at the same place of their trees. */
  readonly pairPath: string;
  /** Equal for a mask and its photo wherever they lie. */
  readonly pairName: string;
  /** `train`, `val`, `test`, or empty where no folder tells. */
  readonly split: string;
  /** What the names of its folders, or its own, say it is. */
  readonly role: SourceRole | undefined;
}

/** Reads a path below its root, POSIX separators. */
export function describeSourceName(path: string): SourceName {
  const folders = path.split('/');
  const stem = stemOf(folders.pop() ?? '');
  const pairName = pairNameOf(stem);
  const place = folders.filter((folder) => roleOfFolder(folder) === undefined);
  return {
    nameKey: nameKey(path),
    pairPath: [...place, pairName].join('/').normalize('NFC').toLowerCase(),
    pairName,
    split: splitOf(folders),
    role:
      folders.map(roleOfFolder).findLast((role) => role !== undefined) ?? (hasMaskSuffix(stem) ? 'mask' : undefined),
  };
}

/** A path without its extension and without folders that say what the pictures are or which part they belong to. */
export function plainStem(path: string): string {
  const folders = path.split('/');
  const stem = stemOf(folders.pop() ?? '');
  const telling = folders.filter((folder) => roleOfFolder(folder) === undefined && !SPLIT.test(folder));
  return [...telling, stem].join('/');
}

/** True for a stem such as `street_mask`. */
export function hasMaskSuffix(stem: string): boolean {
  return MASK_SUFFIX.test(stem);
}

/** A stem without what says that it is a mask's. */
export function withoutMaskSuffix(stem: string): string {
  return stem.replace(MASK_SUFFIX, '');
}

/** The part of a stem that mask and photo share, in lower case. */
export function pairNameOf(stem: string): string {
  const shared = LIKELY_MASK_SUFFIX.test(stem) ? stem.replace(LIKELY_MASK_SUFFIX, '') : withoutMaskSuffix(stem);
  return shared.replace(COPY_MARK, '').replace(PHOTO_SUFFIX, '').normalize('NFC').toLowerCase();
}

/** What the name of a folder says of the pictures in it. */
function roleOfFolder(name: string): SourceRole | undefined {
  if (PHOTO_FOLDER.test(name)) return 'photo';
  return MASK_FOLDER.test(name) ? 'mask' : undefined;
}

function stemOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(0, dot) : name;
}

function splitOf(folders: readonly string[]): string {
  const found = folders
    .find((folder) => SPLIT.test(folder))
    ?.slice(0, 2)
    .toLowerCase();
  // The pattern admits no other beginnings.
  return found === undefined ? '' : SPLIT_NAMES[found as keyof typeof SPLIT_NAMES];
}
