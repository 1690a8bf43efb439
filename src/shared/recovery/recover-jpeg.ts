import { MaskmendError } from '../errors.ts';
import { PixelDecoder } from '../jpeg/decode-pixels.ts';
import type { JpegImage } from '../jpeg/jpeg-image.ts';
import type { CodedLabels } from './encode-labels.ts';
import { encodeLabels } from './encode-labels.ts';
import { type JpegFrame, emptyJpeg, withFlatBlocks } from './jpeg-frame.ts';
import { JpegPlanes } from './jpeg-planes.ts';
import { McuEstimate } from './mcu-estimate.ts';
import type { SeenPicture } from './seen-picture.ts';

export interface RecoveredJpeg {
  readonly image: JpegImage;
  /** 1 for every MCU, row-major, whose coefficients decode to exactly the picture's pixels. */
  readonly proven: Uint8Array;
  /** MCUs of more than one colour, and those of them that are proven. */
  readonly detailed: number;
  readonly provenDetailed: number;
}

const MOST_ROUNDS = 12;

/**
 * Finds the quantised coefficients of the JPEG that a picture was decoded from, by libjpeg with its defaults: the
 * pixels' own where they were not cut off, and there the projection of what the coefficients say onto what the cutting
 * allows, over and over (Youla and Webb 1982), begun with what the guess would have given. Memory: 12 bytes a pixel.
 * The guess matters only where pixels were cut off.
 * Throws `cancelled` when `shouldStop` turns true.
 */
export function recoverJpeg(
  picture: SeenPicture,
  frame: JpegFrame,
  { guess, shouldStop }: { readonly guess: CodedLabels; readonly shouldStop: () => boolean },
): RecoveredJpeg {
  const image = emptyJpeg(picture, frame);
  encodeLabels(image, guess);
  const planes = new JpegPlanes(image);
  const estimate = new McuEstimate(picture, image, planes);
  let open = findDifferent(picture, image);
  for (let round = 0, fewest = Infinity; round < MOST_ROUNDS && open.length > 0; round++) {
    if (shouldStop()) throw new MaskmendError('cancelled', 'the repair was cancelled');
    const places = open.map((mcu) => ({ column: mcu % image.mcusWide, row: Math.floor(mcu / image.mcusWide) }));
    for (const place of places) estimate.refine(place);
    for (const place of places) planes.update(place);
    open = findDifferent(picture, image);
    if (round > 3 && open.length >= fewest) break;
    fewest = Math.min(fewest, open.length);
  }
  return graded(picture, withFlatBlocks(image), open);
}

/** The MCUs that do not decode to the picture's pixels. */
function findDifferent(picture: SeenPicture, image: JpegImage): number[] {
  const isDifferent = new Uint8Array(image.mcusWide * image.mcusHigh);
  eachPixel(picture, image, (at, mcu, colour) => {
    if (colour !== colourAt(picture, at)) isDifferent[mcu] = 1;
  });
  return [...isDifferent.keys()].filter((mcu) => isDifferent[mcu] === 1);
}

function graded(picture: SeenPicture, image: JpegImage, open: readonly number[]): RecoveredJpeg {
  const proven = new Uint8Array(image.mcusWide * image.mcusHigh).fill(1);
  for (const mcu of open) proven[mcu] = 0;
  const first = new Int32Array(proven.length).fill(-1);
  const isDetailed = new Uint8Array(proven.length);
  eachPixel(picture, image, (at, mcu) => {
    const colour = colourAt(picture, at);
    if (first[mcu] < 0) first[mcu] = colour;
    else if (first[mcu] !== colour) isDetailed[mcu] = 1;
  });
  const count = (isCounted: (mcu: number) => boolean) =>
    isDetailed.reduce((sum, value, mcu) => sum + (value === 1 && isCounted(mcu) ? 1 : 0), 0);
  return {
    image,
    proven,
    detailed: count(() => true),
    provenDetailed: count((mcu) => proven[mcu] === 1),
  };
}

type VisitPixel = (pixel: number, mcu: number, decoded: number) => void;

/** Calls `visit` with every pixel, its MCU and the colour that the image decodes to there. */
function eachPixel({ width, height }: SeenPicture, image: JpegImage, visit: VisitPixel): void {
  const decoder = new PixelDecoder(image);
  const row = new Uint32Array(width + 8);
  const wide = 8 * image.maxHorizontalSampling;
  const high = 8 * image.maxVerticalSampling;
  for (let y = 0; y < height; y++) {
    decoder.decodeSpan({ y, from: 0, to: width }, row);
    const firstMcu = Math.floor(y / high) * image.mcusWide;
    for (let x = 0; x < width; x++) visit(y * width + x, firstMcu + Math.floor(x / wide), row[x]);
  }
}

function colourAt({ channels, samples }: SeenPicture, pixel: number): number {
  if (channels === 1) return samples[pixel] * 0x010101;
  return (samples[pixel * 3] << 16) | (samples[pixel * 3 + 1] << 8) | samples[pixel * 3 + 2];
}
