import type { Raster } from '../../src/shared/mask/raster.ts';
import type { Rgb } from '../../src/shared/model/palette.ts';
import { repairMask } from '../../src/shared/repair/repair-mask.ts';
import { type DrawnMask, paletteOf } from './drawn-mask.ts';

/** A mask that was resized with soft edges. */
export interface Resized {
  readonly raster: Raster;
  /** The class in the middle of each pixel; where a pixel is shared evenly, the number of classes. */
  readonly truth: Uint8Array;
}

/** Of an enlarged picture the middles of pixels lie on those of the mask, or their corners. */
export type Placement = 'middle' | 'corner';

/** Enlarges by a whole factor, bilinearly, as OpenCV and Pillow do. */
export function enlarge(mask: DrawnMask, factor: number, placement: Placement = 'middle'): Resized {
  const { width, height, labels, colours } = mask;
  const size = { width: width * factor, height: height * factor };
  const samples = new Uint8Array(size.width * size.height * 3);
  const truth = new Uint8Array(size.width * size.height);
  const place = (at: number, side: number) => {
    const asked = placement === 'middle' ? (at + 0.5) / factor - 0.5 : at / factor;
    const from = Math.min(side - 1, Math.max(0, asked));
    const first = Math.min(side - 2, Math.floor(from));
    return { first, share: from - first };
  };
  for (let y = 0, at = 0; y < size.height; y++) {
    const down = place(y, height);
    for (let x = 0; x < size.width; x++, at++) {
      const along = place(x, width);
      const label = (row: number, column: number) => labels[(down.first + row) * width + along.first + column];
      const rows = down.share === 0.5 ? [0, 1] : [Math.round(down.share)];
      const columns = along.share === 0.5 ? [0, 1] : [Math.round(along.share)];
      const middle = rows.flatMap((row) => columns.map((column) => label(row, column)));
      truth[at] = middle.every((one) => one === middle[0]) ? middle[0] : colours.length;
      for (let channel = 0; channel < 3; channel++) {
        const line = (row: number) =>
          (1 - along.share) * colours[label(row, 0)][channel] + along.share * colours[label(row, 1)][channel];
        samples[3 * at + channel] = Math.round((1 - down.share) * line(0) + down.share * line(1));
      }
    }
  }
  return { raster: { ...size, channels: 'rgb', bitDepth: 8, samples }, truth };
}

/** Without its last column and row: its size is no multiple of the mask's any more. */
export function trim({ raster, truth }: Resized): Resized {
  const [width, height] = [raster.width - 1, raster.height - 1];
  const from = (at: number) => Math.floor(at / width) * raster.width + (at % width);
  const samples = Uint8Array.from({ length: width * height * 3 }, (_, at) => {
    return raster.samples[3 * from(Math.floor(at / 3)) + (at % 3)];
  });
  return {
    raster: { ...raster, width, height, samples },
    truth: Uint8Array.from({ length: width * height }, (_, at) => truth[from(at)]),
  };
}

/** Halves by the mean of two by two pixels. */
export function halve({ width, height, labels, colours: rgbs }: DrawnMask): Resized {
  const size = { width: width / 2, height: height / 2 };
  const samples = new Uint8Array(size.width * size.height * 3);
  const truth = new Uint8Array(size.width * size.height);
  for (let at = 0; at < truth.length; at++) {
    const corner = Math.floor(at / size.width) * 2 * width + (at % size.width) * 2;
    const four = [corner, corner + 1, corner + width, corner + width + 1].map((pixel) => labels[pixel]);
    const counts = four.map((label) => four.filter((other) => other === label).length);
    truth[at] = Math.max(...counts) > 2 ? four[counts.indexOf(Math.max(...counts))] : rgbs.length;
    for (let channel = 0; channel < 3; channel++) {
      samples[3 * at + channel] = Math.round(four.reduce((sum, label) => sum + rgbs[label][channel], 0) / 4);
    }
  }
  return { raster: { ...size, channels: 'rgb', bitDepth: 8, samples }, truth };
}

/** Repairs one, and compares with the truth and with nearest colour. */
export function repairResized({ raster, truth }: Resized, palette: readonly Rgb[]) {
  const repair = repairMask({ kind: 'raster', raster, isLossless: true }, { palette: paletteOf({ colours: palette }) });
  const { labels } = repair.labelMap;
  const isWrong = (label: number, at: number): boolean => truth[at] < palette.length && label !== truth[at];
  const wrong = labels.filter(isWrong).length;
  const certain = labels.filter((label, at) => repair.confidence[at] === 255 && isWrong(label, at)).length;
  const nearest = Uint8Array.from(labels, (_, at) => nearestClass(raster, at, palette));
  return { repair, wrong, certain, nearest: { labels: nearest, wrong: nearest.filter(isWrong).length } };
}

function nearestClass({ samples }: Raster, at: number, palette: readonly Rgb[]): number {
  const squares = palette.map((rgb) => rgb.reduce((sum, level, i) => sum + (level - samples[3 * at + i]) ** 2, 0));
  return squares.indexOf(Math.min(...squares));
}
