import type { SecondLabelList } from '../decide/second-labels.ts';
import type { SearchedPicture } from './searched-picture.ts';

/** However sure the sampling is of a file that was altered, its pixels are less so. */
const MOST_SHARE = 0.99;
/** The same as a confidence, for pixels of edge MCUs where nothing was searched. */
export const UNSURE = Math.floor(254 * MOST_SHARE);

/** Where is kept how sure the pixels of MCUs are. */
interface Certainty {
  readonly confidence: Uint8Array;
  readonly seconds: SecondLabelList;
}

/** Keeps how sure the pixels of the MCU are that was settled last, of a file in which none of its kind are certain. */
export function keepShares(picture: SearchedPicture, mcu: number, { confidence, seconds }: Certainty): void {
  picture.eachShare(mcu, (pixel, share, second) => {
    confidence[pixel] = Math.floor(254 * Math.min(share, MOST_SHARE));
    if (share < 1) seconds.add(pixel, second);
  });
}
