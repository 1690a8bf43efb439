import { MaskmendError } from '../errors.ts';
import type { JpegComponent, JpegImage } from '../jpeg/jpeg-image.ts';
import { blueOfCb, greenOfCb, greenOfCr, redOfCr } from '../jpeg/ycbcr.ts';
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

interface KeptBlock {
  readonly component: JpegComponent;
  readonly block: number;
  readonly dc: number;
  readonly levels: Int16Array;
}

/** After so many rounds that prove nothing more none will. */
const LEAST_ROUNDS = 4;

interface Guess {
  readonly guess: CodedLabels;
  /** Rounds of projection, at most. */
  readonly rounds: number;
  readonly shouldStop: () => boolean;
}

/**
 * Finds the quantised coefficients of the JPEG that a picture was decoded from: the pixels' own where they were not cut
 * off at 0 or 255, and there the projection of what the coefficients say onto what the cutting allows, over and over
 * (Youla and Webb 1982), begun with what labels would have given. Labels matter only where pixels were cut off; there
 * better ones prove more. What is proven once stays. Memory: 12 bytes a pixel.
 */
export class JpegRecovery {
  private readonly picture: SeenPicture;
  private readonly frame: JpegFrame;
  private readonly image: JpegImage;
  private readonly planes: JpegPlanes;
  private readonly estimate: McuEstimate;
  private readonly isOpen: Uint8Array;
  /** Cut to 0..255 by its kind. */
  private readonly decoded = new Uint8ClampedArray(3);

  constructor(picture: SeenPicture, frame: JpegFrame) {
    this.picture = picture;
    this.frame = frame;
    this.image = emptyJpeg(picture, frame);
    this.planes = new JpegPlanes(this.image, frame.isSmooth);
    this.estimate = new McuEstimate(picture, this.image, this.planes);
    this.isOpen = new Uint8Array(this.image.mcusWide * this.image.mcusHigh).fill(1);
  }

  /** Tries labels on what is not proven. Throws `cancelled` when `shouldStop` turns true. */
  tryLabels({ guess, rounds, shouldStop }: Guess): void {
    this.reopen();
    encodeLabels(this.image, guess, this.isOpen);
    this.decode();
    for (let round = 0, fewest = Infinity; round < rounds; round++) {
      const open = this.open();
      if (open.length === 0 || (round >= LEAST_ROUNDS && open.length >= fewest)) return;
      if (shouldStop()) throw new MaskmendError('cancelled', 'the repair was cancelled');
      fewest = Math.min(fewest, open.length);
      for (const mcu of open) this.estimate.refine(this.placeOf(mcu));
      this.decode();
    }
  }

  /**
   * Where labels decode to the picture too, but by other coefficients than were found, takes theirs: what was cut off
   * leaves several. `wanted`: 1 for the MCUs in question.
   */
  preferLabels(guess: CodedLabels, wanted: Uint8Array): void {
    const before = this.isOpen.map((value, mcu) => (value === 1 || wanted[mcu] === 0 ? 0 : 1));
    const kept = new Map([...before.keys()].filter((mcu) => before[mcu] === 1).map((mcu) => [mcu, this.blocksOf(mcu)]));
    encodeLabels(this.image, guess, before);
    for (const mcu of kept.keys()) this.planes.update(this.placeOf(mcu));
    // What is put back may spoil what lies beside.
    for (let isChanged = true; isChanged;) {
      isChanged = false;
      for (const [mcu, blocks] of kept) {
        if (this.isProven(mcu)) continue;
        this.putBack(blocks);
        this.planes.update(this.placeOf(mcu));
        kept.delete(mcu);
        isChanged = true;
      }
    }
  }

  /** How far the picture lies from what labels decode to, in levels, by MCU. Forgets what was proven. */
  missesOf(guess: CodedLabels): Float64Array {
    const { picture, planes } = this;
    this.isOpen.fill(1);
    encodeLabels(this.image, guess);
    for (let mcu = 0; mcu < this.isOpen.length; mcu++) planes.update(this.placeOf(mcu));
    return Float64Array.from(this.isOpen, (_, mcu) => {
      let sum = 0;
      this.eachPixel(mcu, (x, y) => {
        this.decodePixel(x, y);
        const at = (y * picture.width + x) * picture.channels;
        for (let channel = 0; channel < picture.channels; channel++) {
          sum += Math.abs(picture.samples[at + channel] - this.decoded[channel]);
        }
        return true;
      });
      return sum;
    });
  }

  result(): RecoveredJpeg {
    this.reopen();
    const proven = this.isOpen.map((value) => 1 - value);
    const detailed = [...proven.keys()].filter((mcu) => this.hasDetail(mcu));
    return {
      image: withFlatBlocks(this.image),
      proven,
      detailed: detailed.length,
      provenDetailed: detailed.filter((mcu) => proven[mcu] === 1).length,
    };
  }

  /** The share of pixels that are proven, one by one, in MCUs of more than one colour. */
  shareOfPixels(): number {
    let pixels = 0;
    let right = 0;
    for (let mcu = 0; mcu < this.isOpen.length; mcu++) {
      if (!this.hasDetail(mcu)) continue;
      this.eachPixel(mcu, (x, y) => {
        pixels++;
        if (this.isRight(x, y)) right++;
        return true;
      });
    }
    return right / Math.max(1, pixels);
  }

  /** What was proven beside other MCUs than there are now may not be so any more. */
  private reopen(): void {
    for (let mcu = 0; mcu < this.isOpen.length; mcu++) {
      if (this.isOpen[mcu] === 0 && !this.isProven(mcu)) this.isOpen[mcu] = 1;
    }
  }

  private isProven(mcu: number): boolean {
    return this.eachPixel(mcu, (x, y) => this.isRight(x, y));
  }

  private open(): number[] {
    return [...this.isOpen.keys()].filter((mcu) => this.isOpen[mcu] === 1);
  }

  private placeOf(mcu: number): { column: number; row: number } {
    return { column: mcu % this.image.mcusWide, row: Math.floor(mcu / this.image.mcusWide) };
  }

  /** The coefficients of an MCU. */
  private blocksOf(mcu: number): KeptBlock[] {
    const { column, row } = this.placeOf(mcu);
    return this.image.components.flatMap((component) => {
      const { horizontalSampling, verticalSampling, storedBlocksWide, dc, place, pool } = component;
      return Array.from({ length: horizontalSampling * verticalSampling }, (_, at): KeptBlock => {
        const y = row * verticalSampling + Math.floor(at / horizontalSampling);
        const block = y * storedBlocksWide + column * horizontalSampling + (at % horizontalSampling);
        return { component, block, dc: dc[block], levels: pool.slice(place[block] * 64, place[block] * 64 + 64) };
      });
    });
  }

  private putBack(blocks: readonly KeptBlock[]): void {
    for (const { component, block, dc, levels } of blocks) {
      component.dc[block] = dc;
      component.pool.set(levels, component.place[block] * 64);
    }
  }

  /** Decodes the open MCUs, and closes those of them that are proven. */
  private decode(): void {
    const open = this.open();
    for (const mcu of open) this.planes.update(this.placeOf(mcu));
    for (const mcu of open) if (this.isProven(mcu)) this.isOpen[mcu] = 0;
  }

  private hasDetail(mcu: number): boolean {
    const { picture } = this;
    const { channels, samples } = picture;
    let first = -1;
    return !this.eachPixel(mcu, (x, y) => {
      const at = (y * picture.width + x) * channels;
      if (first < 0) first = at;
      for (let channel = 0; channel < channels; channel++) {
        if (samples[at + channel] !== samples[first + channel]) return false;
      }
      return true;
    });
  }

  /** Visits the pixels of an MCU while `visit` says so; true where it always did. */
  private eachPixel(mcu: number, visit: (x: number, y: number) => boolean): boolean {
    const { image, picture } = this;
    const { column, row } = this.placeOf(mcu);
    const wide = 8 * image.maxHorizontalSampling;
    const high = 8 * image.maxVerticalSampling;
    const right = Math.min(picture.width, (column + 1) * wide);
    const bottom = Math.min(picture.height, (row + 1) * high);
    for (let y = row * high; y < bottom; y++) {
      for (let x = column * wide; x < right; x++) if (!visit(x, y)) return false;
    }
    return true;
  }

  /** Whether a pixel decodes to what the picture has there. */
  private isRight(x: number, y: number): boolean {
    const { channels, samples, width } = this.picture;
    if (channels === 3 && this.isBesideUnseen(x, y)) return true;
    this.decodePixel(x, y);
    const { decoded } = this;
    const at = (y * width + x) * channels;
    if (channels === 1) return samples[at] === decoded[0];
    return samples[at] === decoded[0] && samples[at + 1] === decoded[1] && samples[at + 2] === decoded[2];
  }

  /** Writes the channels of a pixel to `decoded`. */
  private decodePixel(x: number, y: number): void {
    const { planes, decoded } = this;
    const luma = planes.roundedOver(0, x, y);
    decoded[0] = luma;
    if (this.picture.channels === 1) return;
    const cb = planes.roundedOver(1, x, y);
    const cr = planes.roundedOver(2, x, y);
    decoded[0] = luma + redOfCr[cr];
    decoded[1] = luma + ((greenOfCb[cb] + greenOfCr[cr]) >> 16);
    decoded[2] = luma + blueOfCb[cb];
  }

  /** Whether chroma that is not in the picture took part in a pixel. */
  private isBesideUnseen(x: number, y: number): boolean {
    const { goesOn, width, height } = this.picture;
    const { ratio, isSmooth } = this.frame;
    if (!isSmooth) return false;
    const isAcross = (x === 0 && goesOn.left) || (x === width - 1 && goesOn.right);
    const isDown = (y === 0 && goesOn.top) || (y === height - 1 && goesOn.bottom);
    return (ratio.x === 2 && isAcross) || (ratio.y === 2 && isDown);
  }
}
