import type { JpegComponent, JpegImage } from './jpeg-image.ts';

/** Whole MCUs of a picture: the first column and row, and how many. */
export interface McuArea {
  readonly column: number;
  readonly row: number;
  readonly wide: number;
  readonly high: number;
}

/**
 * The part of a JPEG that some of its MCUs show, as a picture of its own with the same coefficients. The area must lie in
 * the picture.
 */
export function cropMcus(image: JpegImage, area: McuArea): JpegImage {
  const [mcuWidth, mcuHeight] = [8 * image.maxHorizontalSampling, 8 * image.maxVerticalSampling];
  return {
    ...image,
    width: Math.min(area.wide * mcuWidth, image.width - area.column * mcuWidth),
    height: Math.min(area.high * mcuHeight, image.height - area.row * mcuHeight),
    mcusWide: area.wide,
    mcusHigh: area.high,
    components: image.components.map((component) => cropComponent(component, area)),
  };
}

function cropComponent(component: JpegComponent, { column, row, wide, high }: McuArea): JpegComponent {
  const { horizontalSampling, verticalSampling, blocksWide, blocksHigh, storedBlocksWide, pool } = component;
  const [left, top] = [column * horizontalSampling, row * verticalSampling];
  const [storedWide, storedHigh] = [wide * horizontalSampling, high * verticalSampling];
  const dc = new Int16Array(storedWide * storedHigh);
  const place = new Uint32Array(storedWide * storedHigh);
  const blocks: Int16Array[] = [];
  for (let y = 0; y < storedHigh; y++) {
    for (let x = 0; x < storedWide; x++) {
      const from = (top + y) * storedBlocksWide + left + x;
      dc[y * storedWide + x] = component.dc[from];
      if (component.place[from] === 0) continue;
      blocks.push(pool.subarray(64 * component.place[from], 64 * component.place[from] + 64));
      place[y * storedWide + x] = blocks.length;
    }
  }
  const ownPool = new Int16Array(64 * (blocks.length + 1));
  blocks.forEach((block, at) => {
    ownPool.set(block, 64 * (at + 1));
  });
  return {
    ...component,
    blocksWide: Math.min(storedWide, blocksWide - left),
    blocksHigh: Math.min(storedHigh, blocksHigh - top),
    storedBlocksWide: storedWide,
    storedBlocksHigh: storedHigh,
    dc,
    place,
    pool: ownPool,
  };
}
