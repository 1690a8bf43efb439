import { ijgTable } from '../jpeg/ijg-quality.ts';
import type { JpegComponent, JpegImage } from '../jpeg/jpeg-image.ts';

/** Pixels per chroma sample, horizontally and vertically. */
export interface ChromaRatio {
  readonly x: 1 | 2;
  readonly y: 1 | 2;
}

/** What a JPEG may have been: tables of libjpeg's quality, and how its chroma was reduced. */
export interface JpegTables {
  readonly quality: number;
  readonly ratio: ChromaRatio;
}

/** The same with how it was decoded: chroma by libjpeg's triangle filter or, as faster decoders do, replicated. */
export interface JpegFrame extends JpegTables {
  readonly isSmooth: boolean;
}

/** A JPEG of such a frame without any content, every block with room of its own for coefficients. */
export function emptyJpeg(
  size: { readonly width: number; readonly height: number; readonly channels: 1 | 3 },
  { quality, ratio }: JpegTables,
): JpegImage {
  const most = size.channels === 1 ? { x: 1, y: 1 } : ratio;
  const mcusWide = Math.ceil(size.width / (8 * most.x));
  const mcusHigh = Math.ceil(size.height / (8 * most.y));
  const components = Array.from({ length: size.channels }, (_, index): JpegComponent => {
    const factors = index === 0 ? most : { x: 1, y: 1 };
    const storedBlocksWide = mcusWide * factors.x;
    const blocks = storedBlocksWide * mcusHigh * factors.y;
    return {
      id: index + 1,
      horizontalSampling: factors.x,
      verticalSampling: factors.y,
      blocksWide: Math.ceil(Math.ceil((size.width * factors.x) / most.x) / 8),
      blocksHigh: Math.ceil(Math.ceil((size.height * factors.y) / most.y) / 8),
      storedBlocksWide,
      storedBlocksHigh: mcusHigh * factors.y,
      quantisation: ijgTable(index === 0 ? 'luma' : 'chroma', quality),
      dc: new Int16Array(blocks),
      place: Uint32Array.from({ length: blocks }, (_unused, block) => block + 1),
      pool: new Int16Array((blocks + 1) * 64),
    };
  });
  const colourModel = size.channels === 1 ? 'grey' : 'ycbcr';
  return {
    width: size.width,
    height: size.height,
    colourModel,
    maxHorizontalSampling: most.x,
    maxVerticalSampling: most.y,
    mcusWide,
    mcusHigh,
    components,
  };
}

/** The same JPEG, its coefficients in the same memory, with tables of another quality. */
export function withQuality(image: JpegImage, quality: number): JpegImage {
  const components = image.components.map((component, index) => ({
    ...component,
    quantisation: ijgTable(index === 0 ? 'luma' : 'chroma', quality),
  }));
  return { ...image, components };
}

/** The same JPEG with blocks that turned out to have no AC marked so. */
export function withFlatBlocks(image: JpegImage): JpegImage {
  const components = image.components.map((component) => {
    const { pool } = component;
    const place = component.place.map((at) => {
      for (let k = at * 64 + 1; k < at * 64 + 64; k++) if (pool[k] !== 0) return at;
      return 0;
    });
    return { ...component, place };
  });
  return { ...image, components };
}
