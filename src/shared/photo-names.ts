/** What tools put behind the stem of a photo to name its mask. */
const MASK_SUFFIX =
  /(?:[_-]?gt(?:fine|coarse))?[_-](?:masks?|gt|groundtruth|l|labels?|seg|segmentation|labelids|labeltrainids|trainids|instanceids|color|colour)$/i;
/** What tools put behind the stem of the photo itself. */
const PHOTO_SUFFIX = /[_-](?:leftimg8bit|image|img|photo|sat)$/i;
/** Roboflow's mark of an exported copy. */
const COPY_MARK = /\.rf\.[0-9a-z]+$/i;

/** Whether a name without extension is, by its end, that of a mask. */
export function isMaskStem(stem: string): boolean {
  return MASK_SUFFIX.test(stem);
}

/** The part of a name, without extension, that mask and photo share; in small letters. */
export function photoKey(stem: string): string {
  return stem.replace(MASK_SUFFIX, '').replace(COPY_MARK, '').replace(PHOTO_SUFFIX, '').toLowerCase();
}
