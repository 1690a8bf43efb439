import type { JpegComponent, JpegImage } from './jpeg-image.ts';

/** The same image with room for the coefficients of all blocks of some MCUs, those without AC too. */
export function withRoomFor(image: JpegImage, mcus: readonly number[]): JpegImage {
  return { ...image, components: image.components.map((component) => roomy(image, component, mcus)) };
}

function roomy({ mcusWide }: JpegImage, own: JpegComponent, mcus: readonly number[]): JpegComponent {
  const { horizontalSampling, verticalSampling, storedBlocksWide } = own;
  const perMcu = horizontalSampling * verticalSampling;
  const place = new Uint32Array(own.place.length);
  const pool = new Int16Array((mcus.length * perMcu + 1) * 64);
  let used = 0;
  for (const mcu of mcus) {
    const row = Math.floor(mcu / mcusWide) * verticalSampling;
    const column = (mcu % mcusWide) * horizontalSampling;
    for (let at = 0; at < perMcu; at++) {
      const block = (row + Math.floor(at / horizontalSampling)) * storedBlocksWide + column + (at % horizontalSampling);
      const from = own.place[block] * 64;
      place[block] = ++used;
      pool.set(own.pool.subarray(from, from + 64), used * 64);
    }
  }
  return { ...own, dc: own.dc.slice(), place, pool };
}
