import type { JpegComponent } from './jpeg-image.ts';

const workspace = new Int32Array(64);

/**
 * The 8 x 8 samples of one block by libjpeg's accurate integer inverse DCT (jidctint.c, 13-bit constants, 2 bits kept
 * between the passes), level-shifted by 128 but not clamped to 0..255: overshoot tells about the labels.
 * Writes to `out` from `at`, rows `stride` apart.
 */
export function inverseDct(
  component: JpegComponent,
  block: number,
  to: { out: Int16Array; at: number; stride: number },
): void {
  const place = component.place[block];
  const dc = Math.imul(component.dc[block], component.quantisation[0]);
  if (place === 0) fillFlat(flatSample(dc), to);
  else {
    transformColumns(component.pool, place * 64, { quantisation: component.quantisation, dc });
    transformRows(to);
  }
}

/** The sample of a block without AC, by the same arithmetic; `dc` dequantised. */
function flatSample(dc: number): number {
  return (((dc << 2) + 16) >> 5) + 128;
}

function fillFlat(value: number, to: { out: Int16Array; at: number; stride: number }): void {
  const { out, stride } = to;
  for (let y = 0, at = to.at; y < 8; y++, at += stride) {
    out[at] = out[at + 1] = out[at + 2] = out[at + 3] = value;
    out[at + 4] = out[at + 5] = out[at + 6] = out[at + 7] = value;
  }
}

function transformColumns(pool: Int16Array, base: number, block: { quantisation: Uint16Array; dc: number }): void {
  const { quantisation: q } = block;
  const w = workspace;
  for (let x = 0; x < 8; x++) {
    const c0 = x === 0 ? block.dc : pool[base + x] * q[x];
    const c1 = pool[base + 8 + x] * q[8 + x];
    const c2 = pool[base + 16 + x] * q[16 + x];
    const c3 = pool[base + 24 + x] * q[24 + x];
    const c4 = pool[base + 32 + x] * q[32 + x];
    const c5 = pool[base + 40 + x] * q[40 + x];
    const c6 = pool[base + 48 + x] * q[48 + x];
    const c7 = pool[base + 56 + x] * q[56 + x];
    if ((c1 | c2 | c3 | c4 | c5 | c6 | c7) === 0) {
      const flat = c0 << 2;
      w[x] = w[8 + x] = w[16 + x] = w[24 + x] = flat;
      w[32 + x] = w[40 + x] = w[48 + x] = w[56 + x] = flat;
      continue;
    }
    const z1 = Math.imul(c2 + c6, 4433);
    const e2 = z1 - Math.imul(c6, 15137);
    const e3 = z1 + Math.imul(c2, 6270);
    const e0 = (c0 + c4) << 13;
    const e1 = (c0 - c4) << 13;
    const s5 = Math.imul(c7 + c3 + c5 + c1, 9633);
    const s3 = s5 - Math.imul(c7 + c3, 16069);
    const s4 = s5 - Math.imul(c5 + c1, 3196);
    const s1 = Math.imul(c7 + c1, -7373);
    const s2 = Math.imul(c5 + c3, -20995);
    const o0 = Math.imul(c7, 2446) + s1 + s3;
    const o1 = Math.imul(c5, 16819) + s2 + s4;
    const o2 = Math.imul(c3, 25172) + s2 + s3;
    const o3 = Math.imul(c1, 12299) + s1 + s4;
    w[x] = (e0 + e3 + o3 + 1024) >> 11;
    w[56 + x] = (e0 + e3 - o3 + 1024) >> 11;
    w[8 + x] = (e1 + e2 + o2 + 1024) >> 11;
    w[48 + x] = (e1 + e2 - o2 + 1024) >> 11;
    w[16 + x] = (e1 - e2 + o1 + 1024) >> 11;
    w[40 + x] = (e1 - e2 - o1 + 1024) >> 11;
    w[24 + x] = (e0 - e3 + o0 + 1024) >> 11;
    w[32 + x] = (e0 - e3 - o0 + 1024) >> 11;
  }
}

// Rounding and the level shift by 128 in one constant, before the descaling shift of 18 bits.
const ROUND_AND_SHIFT = (1 << 17) + (128 << 18);

function transformRows(to: { out: Int16Array; at: number; stride: number }): void {
  const { out, stride } = to;
  const w = workspace;
  for (let y = 0, at = to.at; y < 64; y += 8, at += stride) {
    const c0 = w[y];
    const c1 = w[y + 1];
    const c2 = w[y + 2];
    const c3 = w[y + 3];
    const c4 = w[y + 4];
    const c5 = w[y + 5];
    const c6 = w[y + 6];
    const c7 = w[y + 7];
    const z1 = Math.imul(c2 + c6, 4433);
    const e2 = z1 - Math.imul(c6, 15137);
    const e3 = z1 + Math.imul(c2, 6270);
    const e0 = ((c0 + c4) << 13) + ROUND_AND_SHIFT;
    const e1 = ((c0 - c4) << 13) + ROUND_AND_SHIFT;
    const s5 = Math.imul(c7 + c3 + c5 + c1, 9633);
    const s3 = s5 - Math.imul(c7 + c3, 16069);
    const s4 = s5 - Math.imul(c5 + c1, 3196);
    const s1 = Math.imul(c7 + c1, -7373);
    const s2 = Math.imul(c5 + c3, -20995);
    const o0 = Math.imul(c7, 2446) + s1 + s3;
    const o1 = Math.imul(c5, 16819) + s2 + s4;
    const o2 = Math.imul(c3, 25172) + s2 + s3;
    const o3 = Math.imul(c1, 12299) + s1 + s4;
    out[at] = (e0 + e3 + o3) >> 18;
    out[at + 7] = (e0 + e3 - o3) >> 18;
    out[at + 1] = (e1 + e2 + o2) >> 18;
    out[at + 6] = (e1 + e2 - o2) >> 18;
    out[at + 2] = (e1 - e2 + o1) >> 18;
    out[at + 5] = (e1 - e2 - o1) >> 18;
    out[at + 3] = (e0 - e3 + o0) >> 18;
    out[at + 4] = (e0 - e3 - o0) >> 18;
  }
}
