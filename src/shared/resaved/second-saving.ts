import { forwardDct } from '../jpeg/forward-dct.ts';
import type { JpegImage } from '../jpeg/jpeg-image.ts';
import { blueOfCb, greenOfCb, greenOfCr, redOfCr, rgbToYcbcr } from '../jpeg/ycbcr.ts';
import { roundCell, type Labels } from '../forward/down-sampling.ts';
import type { ForwardModel } from '../forward/forward-model.ts';
import type { LumaResaving } from '../search/search-energy.ts';
import { encodeLabels } from '../recovery/encode-labels.ts';
import { emptyJpeg, type JpegFrame, withQuality } from '../recovery/jpeg-frame.ts';
import { JpegPlanes } from '../recovery/jpeg-planes.ts';

/**
 * Saves labels as JPEG, decodes that, and saves it again as the file was: what a file holds whose mask was saved twice.
 */
export class SecondSaving {
  /** The first JPEG, of the labels that were saved last. */
  readonly first: JpegImage;
  /** Whether the decoder between the savings brought chroma back by the triangle filter. */
  readonly isSmooth: boolean;
  private readonly model: ForwardModel;
  private readonly planes: JpegPlanes;
  private readonly pixels: readonly Uint8Array[];
  private readonly block = new Int32Array(64);

  /** `memory`: another of the same model and sampling that is done with; what is not saved anew stays from there. */
  constructor(model: ForwardModel, frame: JpegFrame, memory?: SecondSaving) {
    const { width, height } = model.image;
    this.model = model;
    this.isSmooth = frame.isSmooth;
    this.first =
      memory === undefined
        ? emptyJpeg({ width, height, channels: model.components.length === 1 ? 1 : 3 }, frame)
        : withQuality(memory.first, frame.quality);
    this.planes = new JpegPlanes(this.first, frame.isSmooth, memory?.planes);
    this.pixels = memory?.pixels ?? model.components.map(() => new Uint8Array(width * height));
  }

  /** `mcus`: those of the file whose coefficients are asked for afterwards. */
  save(labels: Labels, mcus: readonly number[]): void {
    const wanted = this.firstUnder(mcus);
    const codes = this.model.components.map((part) => part.codes);
    encodeLabels(this.first, { labels, codes }, wanted);
    this.update(wanted, mcus);
  }

  /** The same with coefficients of the first JPEG as they stand there now. */
  saveAgain(mcus: readonly number[]): void {
    this.update(this.firstUnder(mcus), mcus);
  }

  private update(wanted: Uint8Array, mcus: readonly number[]): void {
    const { mcusWide } = this.first;
    wanted.forEach((value, mcu) => {
      if (value === 1) this.planes.update({ column: mcu % mcusWide, row: Math.floor(mcu / mcusWide) });
    });
    for (const mcu of mcus) this.decodeMcu(mcu);
  }

  /** 1 for MCUs named and those beside them, whose chroma reaches over. */
  private firstUnder(mcus: readonly number[]): Uint8Array {
    const { mcusWide, mcusHigh } = this.first;
    const wanted = new Uint8Array(mcusWide * mcusHigh);
    for (const mcu of mcus) {
      const column = mcu % mcusWide;
      const row = Math.floor(mcu / mcusWide);
      for (let y = Math.max(0, row - 1); y <= Math.min(mcusHigh - 1, row + 1); y++) {
        wanted.fill(1, y * mcusWide + Math.max(0, column - 1), y * mcusWide + Math.min(mcusWide, column + 2));
      }
    }
    return wanted;
  }

  private decodeMcu(mcu: number): void {
    const { width, height, mcusWide } = this.model.image;
    const left = (mcu % mcusWide) * this.model.mcuWidth;
    const top = Math.floor(mcu / mcusWide) * this.model.mcuHeight;
    const right = Math.min(width, left + this.model.mcuWidth);
    const bottom = Math.min(height, top + this.model.mcuHeight);
    const { planes } = this;
    const [lumas, blues, reds] = this.pixels;
    for (let y = top; y < bottom; y++) {
      for (let x = left; x < right; x++) {
        const luma = planes.roundedOver(0, x, y);
        if (this.pixels.length === 1) {
          lumas[y * width + x] = luma;
          continue;
        }
        const cb = planes.roundedOver(1, x, y);
        const cr = planes.roundedOver(2, x, y);
        const red = cut(luma + redOfCr[cr]);
        const green = cut(luma + ((greenOfCb[cb] + greenOfCr[cr]) >> 16));
        const blue = cut(luma + blueOfCb[cb]);
        const [again, againBlue, againRed] = rgbToYcbcr([red, green, blue]);
        lumas[y * width + x] = again;
        blues[y * width + x] = againBlue;
        reds[y * width + x] = againRed;
      }
    }
  }

  /** How far a block of luma comes out beyond the file's cells, as `BlockMiss`; 0 where it comes out as it stands there. */
  lumaMiss(at: { readonly column: number; readonly row: number }): number {
    const { dc, place, pool, quantisation, storedBlocksWide } = this.model.components[0].component;
    const block = at.row * storedBlocksWide + at.column;
    const eightfold = this.eightfold(0, at);
    let sum = 0;
    for (let k = 0; k < 64; k++) {
      const stands = k === 0 ? dc[block] : pool[place[block] * 64 + k];
      const excess = Math.abs(eightfold[k] / 8 - stands * quantisation[k]) - quantisation[k] / 2;
      if (excess > 0) sum += excess * excess;
    }
    return Math.sqrt(sum / 63);
  }

  /** How luma goes on from labels that are tried, with chroma as it was saved last. */
  get lumaResaving(): LumaResaving {
    const [{ component }] = this.model.components;
    return {
      steps: component.quantisation,
      load: (block, targets, shifts) => {
        const { storedBlocksWide, dc, place, pool, quantisation } = component;
        const left = (block % storedBlocksWide) * 8;
        const top = Math.floor(block / storedBlocksWide) * 8;
        if (left + 8 > this.model.image.width || top + 8 > this.model.image.height) return false;
        for (let k = 0; k < 64; k++) {
          targets[k] = 8 * quantisation[k] * (k === 0 ? dc[block] : pool[place[block] * 64 + k]);
        }
        this.writeShifts(left, top, shifts);
        return true;
      },
    };
  }

  private writeShifts(left: number, top: number, shifts: Int16Array): void {
    if (this.pixels.length === 1) {
      shifts.fill(0);
      return;
    }
    for (let at = 0; at < 64; at++) {
      const x = left + (at & 7);
      const y = top + (at >> 3);
      const cb = this.planes.roundedOver(1, x, y);
      const cr = this.planes.roundedOver(2, x, y);
      shifts[at] = redOfCr[cr];
      shifts[64 + at] = (greenOfCb[cb] + greenOfCr[cr]) >> 16;
      shifts[128 + at] = blueOfCb[cb];
    }
  }

  /** Writes eight times the coefficients of a block before the file's quantiser, natural order. */
  eightfold(index: number, at: { readonly column: number; readonly row: number }): Int32Array {
    const { block, model } = this;
    const { width, height } = model.image;
    const part = model.components[index];
    const { ratioX, ratioY } = part;
    const pixels = this.pixels[index];
    for (let y = 0, k = 0; y < 8; y++) {
      const row = Math.min(at.row * 8 + y, part.height - 1);
      for (let x = 0; x < 8; x++) {
        const column = at.column * 8 + x;
        let sum = 0;
        for (let j = 0; j < ratioY; j++) {
          const line = Math.min(row * ratioY + j, height - 1) * width;
          for (let i = 0; i < ratioX; i++) sum += pixels[line + Math.min(column * ratioX + i, width - 1)];
        }
        block[k++] = roundCell(sum, part, column) - 128;
      }
    }
    forwardDct(block);
    return block;
  }
}

function cut(value: number): number {
  return value < 0 ? 0 : value > 255 ? 255 : value;
}
