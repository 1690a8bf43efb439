import type { FileFacts } from '../model/file-facts.ts';

/** Pixels as stored, and the EXIF orientation. */
export type StoredSize = Pick<FileFacts, 'width' | 'height' | 'orientation'>;

/** Whether a mask and its photo agree in size, as stored or as shown. */
export function agreeInSize(mask: StoredSize, photo: StoredSize): boolean {
  return isSameSize(mask, photo) || isSameSize(shownSize(mask), shownSize(photo));
}

type Size = Pick<StoredSize, 'width' | 'height'>;

export function isSameSize(left: Size, right: Size): boolean {
  return left.width === right.width && left.height === right.height;
}

export function sizeText({ width, height }: Size): string {
  return `${width}x${height}`;
}

/** Orientations 5 to 8 stand a picture on its side. */
function shownSize({ width, height, orientation }: StoredSize): Size {
  return orientation >= 5 ? { width: height, height: width } : { width, height };
}
