import type { Rgb } from '../model/palette.ts';

/** libjpeg's FIX(x) with 16 fractional bits. */
function fix(x: number): number {
  return Math.floor(x * 65536 + 0.5);
}

const HALF = 32768;
const CHROMA_OFFSET = (128 << 16) + HALF - 1;

/** Y, Cb, Cr of an RGB colour in libjpeg's integers (jccolor.c, rgb_ycc_convert). */
export function rgbToYcbcr([red, green, blue]: Rgb): [number, number, number] {
  return [
    (fix(0.299) * red + fix(0.587) * green + fix(0.114) * blue + HALF) >> 16,
    (-fix(0.16874) * red - fix(0.33126) * green + fix(0.5) * blue + CHROMA_OFFSET) >> 16,
    (fix(0.5) * red - fix(0.41869) * green - fix(0.08131) * blue + CHROMA_OFFSET) >> 16,
  ];
}

/** What libjpeg adds to luma for each chroma value 0..255 (jdcolor.c, build_ycc_rgb_table). */
export const redOfCr: Int32Array = chromaTable((x) => (fix(1.402) * x + HALF) >> 16);
export const blueOfCb: Int32Array = chromaTable((x) => (fix(1.772) * x + HALF) >> 16);
/** Green takes the sum of both, shifted right by 16. */
export const greenOfCb: Int32Array = chromaTable((x) => -fix(0.34414) * x + HALF);
export const greenOfCr: Int32Array = chromaTable((x) => -fix(0.71414) * x);

function chromaTable(entry: (centred: number) => number): Int32Array {
  return Int32Array.from({ length: 256 }, (_, value) => entry(value - 128));
}
