import { floatDct } from '../jpeg/float-dct.ts';
import type { JpegComponent, JpegImage } from '../jpeg/jpeg-image.ts';
import type { JpegPlanes } from './jpeg-planes.ts';
import { estimatePixel, uncutSample } from './pixel-estimate.ts';
import type { SeenPicture } from './seen-picture.ts';

/** An MCU is at most 16 x 16 pixels; one more on each side is looked at. */
const SIDE = 18;

interface McuPlace {
  readonly column: number;
  readonly row: number;
}

/** Finds the coefficients of MCUs from a picture's pixels and a prediction of what was cut off. */
export class McuEstimate {
  private readonly picture: SeenPicture;
  private readonly image: JpegImage;
  private readonly planes: JpegPlanes;
  /** Y, Cb, Cr over the MCU's pixels and those round it. */
  private readonly found = Array.from({ length: 3 }, () => new Float64Array(SIDE * SIDE));
  private readonly pixel = new Float64Array(3);
  private readonly block = new Float64Array(64);
  private readonly coefficients = new Float64Array(64);

  constructor(picture: SeenPicture, image: JpegImage, planes: JpegPlanes) {
    this.picture = picture;
    this.image = image;
    this.planes = planes;
  }

  /** Writes the MCU's coefficients into the image. */
  refine(mcu: McuPlace): void {
    this.estimatePixels(mcu);
    this.image.components.forEach((component, index) => {
      for (let v = 0; v < component.verticalSampling; v++) {
        for (let h = 0; h < component.horizontalSampling; h++) this.refineBlock(component, index, { mcu, h, v });
      }
    });
  }

  private estimatePixels({ column, row }: McuPlace): void {
    const { picture, image, planes } = this;
    const left = column * 8 * image.maxHorizontalSampling - 1;
    const top = row * 8 * image.maxVerticalSampling - 1;
    const right = Math.min(left + 8 * image.maxHorizontalSampling + 2, picture.width);
    const bottom = Math.min(top + 8 * image.maxVerticalSampling + 2, picture.height);
    const luma = planes.planes[0];
    for (let y = Math.max(top, 0); y < bottom; y++) {
      for (let x = Math.max(left, 0); x < right; x++) {
        const isColour = picture.channels === 3;
        const predicted = {
          luma: luma.samples[y * luma.stride + x],
          blue: isColour ? planes.sampleOver(1, x, y) : 128,
          red: isColour ? planes.sampleOver(2, x, y) : 128,
        };
        estimatePixel(picture, y * picture.width + x, predicted, this.pixel);
        const at = (y - top) * SIDE + x - left;
        for (let index = 0; index < picture.channels; index++) this.found[index][at] = this.pixel[index];
      }
    }
  }

  private refineBlock(component: JpegComponent, index: number, at: { mcu: McuPlace; h: number; v: number }): void {
    const { column, row } = at.mcu;
    const blockX = column * component.horizontalSampling + at.h;
    const blockY = row * component.verticalSampling + at.v;
    if (blockX >= component.blocksWide || blockY >= component.blocksHigh) return;
    const plane = this.planes.planes[index];
    for (let y = 0; y < 8; y++) {
      for (let x = 0; x < 8; x++) {
        const [sampleX, sampleY] = [blockX * 8 + x, blockY * 8 + y];
        const own = plane.samples[sampleY * plane.stride + sampleX];
        const isInside = sampleX < plane.width && sampleY < plane.height;
        const found = isInside ? this.sampleOf(index, at.mcu, { x: sampleX, y: sampleY }) : own;
        this.block[y * 8 + x] = uncutSample(found, own) - 128;
      }
    }
    floatDct(this.block, this.coefficients);
    const place = blockY * component.storedBlocksWide + blockX;
    const { quantisation, pool } = component;
    component.dc[place] = Math.round(this.coefficients[0] / quantisation[0]);
    for (let k = 1; k < 64; k++) {
      pool[component.place[place] * 64 + k] = Math.round(this.coefficients[k] / quantisation[k]);
    }
  }

  /** A sample of a component from the pixels under and beside it: the inverse of the decoder's up-sampling. */
  private sampleOf(index: number, { column, row }: McuPlace, { x, y }: { x: number; y: number }): number {
    const { ratioX, ratioY, isSmooth } = this.planes.planes[index];
    const { width, height, goesOn } = this.picture;
    const { maxHorizontalSampling, maxVerticalSampling } = this.image;
    const left = column * 8 * maxHorizontalSampling - 1;
    const top = row * 8 * maxVerticalSampling - 1;
    const values = this.found[index];
    const inverse = isSmooth ? inverseAt : meanAt;
    const across: Line = { ratio: ratioX, length: width, goesOnBefore: goesOn.left, goesOnAfter: goesOn.right };
    const down: Line = { ratio: ratioY, length: height, goesOnBefore: goesOn.top, goesOnAfter: goesOn.bottom };
    const acrossAt = (line: number) => inverse(across, x, (at) => values[(line - top) * SIDE + at - left]);
    return inverse(down, y, acrossAt);
  }
}

/** A line of up-sampled samples. */
interface Line {
  readonly ratio: number;
  readonly length: number;
  /** Whether there were others before the first and after the last. */
  readonly goesOnBefore: boolean;
  readonly goesOnAfter: boolean;
}

/**
 * The sample at `place` of a line from up-sampled ones: of 2:1, where those on either side of a boundary between two
 * samples are (3a + b) / 4 and (a + 3b) / 4, the mean of what both boundaries tell.
 */
function inverseAt(line: Line, place: number, levelAt: (at: number) => number): number {
  const { ratio, length, goesOnBefore, goesOnAfter } = line;
  if (ratio === 1) return levelAt(place);
  const first = place * 2;
  const isLast = first + 2 >= length;
  const tellsBefore = first > 0 || !goesOnBefore;
  const tellsAfter = first + 1 < length && !(isLast && goesOnAfter);
  const before = first === 0 ? levelAt(0) : (3 * levelAt(first) - levelAt(first - 1)) / 2;
  if (!tellsAfter) return before;
  const after = isLast ? levelAt(first + 1) : (3 * levelAt(first + 1) - levelAt(first + 2)) / 2;
  return tellsBefore ? (before + after) / 2 : after;
}

/** The same where samples were replicated. */
function meanAt({ ratio, length }: Line, place: number, levelAt: (at: number) => number): number {
  if (ratio === 1) return levelAt(place);
  const first = place * 2;
  return first + 1 >= length ? levelAt(first) : (levelAt(first) + levelAt(first + 1)) / 2;
}
