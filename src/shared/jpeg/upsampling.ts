import type { JpegImage } from './jpeg-image.ts';
import type { SampleRows } from './sample-rows.ts';

/** A span of one row of the picture: pixels `from` (inclusive) to `to` (exclusive) of row `y`. */
export interface RowSpan {
  readonly y: number;
  readonly from: number;
  readonly to: number;
}

/** Writes a component's samples, clamped to 0..255, at picture resolution to `out[from..to)`. */
export type Upsampler = (span: RowSpan, out: Uint8Array) => void;

/** Narrower components are replicated, as libjpeg does where there is nothing to interpolate. */
const NARROWEST_FANCY = 3;

/**
 * The up-sampling libjpeg does by default for a component (jdsample.c): triangle filter for 2:1 in either or both
 * directions, replication for every other ratio.
 */
export function upsamplerFor(image: JpegImage, rows: SampleRows): Upsampler {
  const { component } = rows;
  const x = image.maxHorizontalSampling / component.horizontalSampling;
  const y = image.maxVerticalSampling / component.verticalSampling;
  const width = Math.ceil(image.width / x);
  const height = Math.ceil(image.height / y);
  const source = { rows, width, height };
  if (x === 2 && y === 2 && width >= NARROWEST_FANCY) return fancyBoth(source);
  if (x === 2 && y === 1 && width >= NARROWEST_FANCY) return fancyHorizontal(source);
  if (x === 1 && y === 2) return fancyVertical(source);
  return replicate(rows, { x, y });
}

interface Source {
  readonly rows: SampleRows;
  /** Real samples of the component, without the padding of blocks. */
  readonly width: number;
  readonly height: number;
}

function clamp(value: number): number {
  return value < 0 ? 0 : value > 255 ? 255 : value;
}

function replicate(rows: SampleRows, ratio: { x: number; y: number }): Upsampler {
  return ({ y, from, to }, out) => {
    const row = Math.floor(y / ratio.y);
    const samples = rows.mcuRow(Math.floor(row / rows.rowsPerMcu));
    const base = rows.offsetOf(row);
    if (ratio.x === 1) for (let x = from; x < to; x++) out[x] = clamp(samples[base + x]);
    else for (let x = from; x < to; x++) out[x] = clamp(samples[base + Math.floor(x / ratio.x)]);
  };
}

function fancyHorizontal(source: Source): Upsampler {
  const { rows, width } = source;
  return ({ y, from, to }, out) => {
    const samples = rows.mcuRow(Math.floor(y / rows.rowsPerMcu));
    const base = rows.offsetOf(y);
    for (let x = from; x < to; x++) {
      const column = x >> 1;
      const near = clamp(samples[base + column]);
      const other = x & 1 ? Math.min(column + 1, width - 1) : Math.max(column - 1, 0);
      out[x] = other === column ? near : (3 * near + clamp(samples[base + other]) + 1 + (x & 1)) >> 2;
    }
  };
}

function fancyVertical(source: Source): Upsampler {
  return ({ y, from, to }, out) => {
    const [near, far] = nearAndFarRow(source, y);
    const bias = 1 + (y & 1);
    for (let x = from; x < to; x++) {
      out[x] = (3 * clamp(near.samples[near.base + x]) + clamp(far.samples[far.base + x]) + bias) >> 2;
    }
  };
}

function fancyBoth(source: Source): Upsampler {
  const last = source.width - 1;
  return ({ y, from, to }, out) => {
    const [{ samples: near, base: nearBase }, { samples: far, base: farBase }] = nearAndFarRow(source, y);
    const first = from >> 1;
    const previous = first === 0 ? 0 : first - 1;
    let before = 3 * clamp(near[nearBase + previous]) + clamp(far[farBase + previous]);
    let here = 3 * clamp(near[nearBase + first]) + clamp(far[farBase + first]);
    for (let cell = first; cell * 2 < to; cell++) {
      // The first and the last cell of a row lie next to themselves, and there rounding is all the same.
      const next = cell < last ? cell + 1 : last;
      const after = 3 * clamp(near[nearBase + next]) + clamp(far[farBase + next]);
      out[cell * 2] = (here * 3 + before + 8) >> 4;
      out[cell * 2 + 1] = (here * 3 + after + 7) >> 4;
      before = here;
      here = after;
    }
  };
}

/** The component's row under picture row `y`, and the one that the triangle filter mixes in. */
function nearAndFarRow(source: Source, y: number): [KeptRow, KeptRow] {
  const row = y >> 1;
  const other = Math.min(Math.max(y & 1 ? row + 1 : row - 1, 0), source.height - 1);
  return [keptRow(source.rows, row), keptRow(source.rows, other)];
}

interface KeptRow {
  readonly samples: Int16Array;
  readonly base: number;
}

function keptRow(rows: SampleRows, row: number): KeptRow {
  return { samples: rows.mcuRow(Math.floor(row / rows.rowsPerMcu)), base: rows.offsetOf(row) };
}
