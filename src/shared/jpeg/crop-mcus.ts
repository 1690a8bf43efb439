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

/** Some MCUs that lie wholly in a JPEG, by their numbers, side by side as a picture of their own. */
export function lineUpMcus(image: JpegImage, mcus: readonly number[]): JpegImage {
  const [mcuWidth, mcuHeight] = [8 * image.maxHorizontalSampling, 8 * image.maxVerticalSampling];
  return {
    ...image,
    width: mcus.length * mcuWidth,
    height: mcuHeight,
    mcusWide: mcus.length,
    mcusHigh: 1,
    components: image.components.map((component) => lineUpComponent(component, mcus, image.mcusWide)),
  };
}

function lineUpComponent(component: JpegComponent, mcus: readonly number[], mcusWide: number): JpegComponent {
  const { horizontalSampling, verticalSampling, storedBlocksWide } = component;
  const size = { wide: mcus.length * horizontalSampling, high: verticalSampling };
  const picked = pickBlocks(component, size, (x, y) => {
    const mcu = mcus[Math.floor(x / horizontalSampling)];
    const row = Math.floor(mcu / mcusWide) * verticalSampling + y;
    return row * storedBlocksWide + (mcu % mcusWide) * horizontalSampling + (x % horizontalSampling);
  });
  return { ...picked, blocksWide: size.wide, blocksHigh: size.high };
}

function cropComponent(component: JpegComponent, { column, row, wide, high }: McuArea): JpegComponent {
  const { horizontalSampling, verticalSampling, blocksWide, blocksHigh, storedBlocksWide } = component;
  const [left, top] = [column * horizontalSampling, row * verticalSampling];
  const size = { wide: wide * horizontalSampling, high: high * verticalSampling };
  return {
    ...pickBlocks(component, size, (x, y) => (top + y) * storedBlocksWide + left + x),
    blocksWide: Math.min(size.wide, blocksWide - left),
    blocksHigh: Math.min(size.high, blocksHigh - top),
  };
}

/** A component of other blocks: `from` tells which of its own stands in a column and row. */
function pickBlocks(
  component: JpegComponent,
  { wide, high }: Pick<McuArea, 'wide' | 'high'>,
  from: (x: number, y: number) => number,
): JpegComponent {
  const dc = new Int16Array(wide * high);
  const place = new Uint32Array(wide * high);
  const blocks: Int16Array[] = [];
  for (let y = 0; y < high; y++) {
    for (let x = 0; x < wide; x++) {
      const block = from(x, y);
      dc[y * wide + x] = component.dc[block];
      const first = 64 * component.place[block];
      if (first === 0) continue;
      blocks.push(component.pool.subarray(first, first + 64));
      place[y * wide + x] = blocks.length;
    }
  }
  const pool = new Int16Array(64 * (blocks.length + 1));
  blocks.forEach((block, at) => {
    pool.set(block, 64 * (at + 1));
  });
  return { ...component, storedBlocksWide: wide, storedBlocksHigh: high, dc, place, pool };
}
