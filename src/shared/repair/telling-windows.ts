import { cropMcus, type McuArea } from '../jpeg/crop-mcus.ts';
import type { JpegImage } from '../jpeg/jpeg-image.ts';
import type { FreeColour, McuOfPicture } from '../decide/free-colours.ts';
import { areasOfMost } from '../decide/telling-areas.ts';

/** Windows are so many pixels on a side, or a few more, and so many tell of a colour. */
const SIDE = 128;
const MOST_WINDOWS = 4;

/** A small part of a file. */
export interface Window {
  readonly file: number;
  readonly image: JpegImage;
  /** The MCUs in it that tell of the colour. */
  readonly telling: ReadonlySet<number>;
}

/** Small parts of pictures where a colour shows most, of as many pictures as there are. */
export function cutWindows(
  { images, fileOf }: { readonly images: readonly JpegImage[]; readonly fileOf: readonly number[] },
  { mcus }: FreeColour,
): Window[] {
  const counts = images.map(({ mcusWide, mcusHigh }) => new Float64Array(mcusWide * mcusHigh));
  for (const { picture, mcu } of mcus) counts[picture][mcu] = 1;
  const found = images.flatMap((image, picture) => {
    const areas = areasOfMost(image, counts[picture], { side: SIDE, most: MOST_WINDOWS });
    // Others may come before the second window of a picture.
    return areas.map((area, place) => ({ picture, area, place }));
  });
  return found
    .sort((a, b) => a.place - b.place)
    .slice(0, MOST_WINDOWS)
    .map(({ picture, area }) => ({
      file: fileOf[picture],
      image: cropMcus(images[picture], area),
      telling: mcusIn(
        area,
        mcus.filter((own) => own.picture === picture),
        images[picture],
      ),
    }));
}

/** MCUs of a picture as those of an area of it. */
function mcusIn(
  { column, row, wide, high }: McuArea,
  mcus: readonly McuOfPicture[],
  { mcusWide }: JpegImage,
): ReadonlySet<number> {
  const places = mcus.map(({ mcu }) => ({ x: (mcu % mcusWide) - column, y: Math.floor(mcu / mcusWide) - row }));
  const inside = places.filter(({ x, y }) => x >= 0 && x < wide && y >= 0 && y < high);
  return new Set(inside.map(({ x, y }) => y * wide + x));
}
