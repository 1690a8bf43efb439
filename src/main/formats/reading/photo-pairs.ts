import { nameKey } from '../../../shared/name-key.ts';
import type { FileRef } from '../../../shared/model/dataset.ts';
import { pairNameOf, withoutMaskSuffix } from '../../../shared/checks/source-name.ts';

/** Where a mask or photo stands among the pictures of a tree. */
export interface Placed {
  readonly split: string | undefined;
  /** Folders that name neither split nor kind. */
  readonly folders: readonly string[];
  /** The name without folders and extension. */
  readonly base: string;
}

/** Words of names that say what a mask is of, or what it is coded by, and nothing of the picture. */
const MASK_WORD =
  /^(?:masks?|label(?:s|ids?|(?:train|cs|level\d)ids?|colou?r)?|gt(?:fine|coarse)?|colou?r|rgb|ids?|instances?|semantic|binary|watershed|seg|segm|segmentation|annotations?|annot?|ground|truth|groundtruth|l|lab|manual\d?|[12](?:st|nd)ho)$/;
/** Words of names that say of what kind a photo is. */
const PHOTO_WORD =
  /^(?:camera|images?|img|photo|sat|rgb|rgbir|irrg|colou?r|leftimg8bit|anon|orig?|original|raw|clipped|training|test)$/;

/**
 * The photos of a tree, found by the names of masks. What is said first goes before what is found by leaving out words; a
 * key that several photos have finds none of them.
 */
export class PhotoPairs {
  readonly #photos: readonly FileRef[];
  readonly #place: (photo: FileRef) => Placed;
  /** Made when a mask first needs them: of large sets the first finds all photos, and each takes memory. */
  readonly #found: ReadonlyMap<string, FileRef | undefined>[] = [];

  /** @param place Where a photo stands: asked anew for each way of finding it, as all places would take much memory. */
  constructor(photos: readonly FileRef[], place: (photo: FileRef) => Placed) {
    this.#photos = photos;
    this.#place = place;
  }

  of(mask: Placed): FileRef | undefined {
    for (const [place, { ofMask }] of LEVELS.entries()) {
      for (const key of ofMask(mask)) {
        const photo = key === undefined ? undefined : this.#photosOf(place).get(key);
        if (photo !== undefined) return photo;
      }
    }
    return undefined;
  }

  #photosOf(place: number): ReadonlyMap<string, FileRef | undefined> {
    return (this.#found[place] ??= this.#index(LEVELS[place]));
  }

  #index({ ofPhoto, isExact = false }: Keys): ReadonlyMap<string, FileRef | undefined> {
    const found = new Map<string, FileRef | undefined>();
    for (const file of this.#photos) {
      const key = ofPhoto(this.#place(file));
      if (key !== undefined) found.set(key, found.has(key) && !isExact ? undefined : file);
    }
    return found;
  }
}

type Key = string | undefined;

interface Keys {
  /** Of photos that differ in nothing but their extension one is taken. */
  readonly isExact?: boolean;
  readonly ofPhoto: (photo: Placed) => Key;
  /** Keys that a mask's photo may have, the likeliest first. */
  readonly ofMask: (mask: Placed) => readonly Key[];
}

const LEVELS: readonly Keys[] = [
  {
    isExact: true,
    ofPhoto: (photo) => at(photo, photo.base),
    ofMask: (mask) => [mask.base, withoutMaskSuffix(mask.base), pairNameOf(mask.base)].map((name) => at(mask, name)),
  },
  { ofPhoto: (photo) => at(photo, pairNameOf(photo.base)), ofMask: (mask) => [at(mask, pairNameOf(mask.base))] },
  {
    // Masks that are of one part, and lie in no folder of that.
    ofPhoto: (photo) => at({ ...photo, split: undefined }, pairNameOf(photo.base)),
    ofMask: (mask) => [mask.split === undefined ? at(mask, pairNameOf(mask.base)) : undefined],
  },
  { ofPhoto: ({ base }) => pairNameOf(base), ofMask: ({ base }) => [pairNameOf(base)] },
  {
    ofPhoto: (photo) => bareKey(photo, withoutWords(photo.base, PHOTO_WORD)),
    ofMask: (mask) => [bareKey(mask, withoutWords(mask.base, MASK_WORD))],
  },
  {
    ofPhoto: ({ base }) => withoutWords(base, PHOTO_WORD),
    ofMask: ({ base }) => [withoutWords(base, MASK_WORD)],
  },
];

function at({ split, folders }: Placed, name: string): string {
  return nameKey([split ?? '', ...folders, name].join('/'));
}

function bareKey(place: Placed, name: Key): Key {
  return name === undefined ? undefined : at(place, name);
}

/** A name without some words, as far as it has others. */
function withoutWords(name: string, words: RegExp): Key {
  const all = nameKey(name).split(/[_\-. ]+/);
  const kept = all.filter((word) => word !== '' && !words.test(word));
  return kept.length === 0 ? undefined : kept.join('_');
}
