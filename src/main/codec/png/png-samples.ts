import type { Raster } from '../../../shared/mask/raster.ts';

/** The shape of unfiltered rows as they stand in a file. */
export interface PackedRows {
  readonly rows: Uint8Array;
  readonly bitDepth: Raster['bitDepth'];
  /** Samples of a row: width times channels. */
  readonly samplesPerRow: number;
}

/** One array element per sample, big-endian samples of 16 bits turned round; rows of 8 bits are passed on as they are. */
export function unpackSamples(packed: PackedRows & { readonly bitDepth: 1 | 2 | 4 | 8 }): Uint8Array;
export function unpackSamples(packed: PackedRows): Uint8Array | Uint16Array;
export function unpackSamples(packed: PackedRows): Uint8Array | Uint16Array {
  if (packed.bitDepth === 8) return packed.rows;
  if (packed.bitDepth === 16) return joinBytes(packed.rows);
  return unpackBits(packed, packed.bitDepth);
}

function joinBytes(rows: Uint8Array): Uint16Array {
  const samples = new Uint16Array(rows.length >> 1);
  for (let i = 0, j = 0; i < samples.length; i++, j += 2) samples[i] = (rows[j] << 8) | rows[j + 1];
  return samples;
}

/** Samples of 1, 2 or 4 bits, the leftmost in the highest bits; every row begins on a whole byte. */
function unpackBits({ rows, samplesPerRow }: PackedRows, bitDepth: 1 | 2 | 4): Uint8Array {
  const rowBytes = Math.ceil((samplesPerRow * bitDepth) / 8);
  const samples = new Uint8Array((rows.length / rowBytes) * samplesPerRow);
  const mask = (1 << bitDepth) - 1;
  for (let target = 0, source = 0; target < samples.length; source += rowBytes) {
    const end = target + samplesPerRow;
    for (let byte = source; target < end; byte++) {
      for (let shift = 8 - bitDepth; shift >= 0 && target < end; shift -= bitDepth) {
        samples[target++] = (rows[byte] >> shift) & mask;
      }
    }
  }
  return samples;
}

/** The reverse of `unpackSamples`: rows as they stand in a file. */
export function packSamples(
  samples: Raster['samples'],
  bitDepth: Raster['bitDepth'],
  samplesPerRow: number,
): Uint8Array {
  if (samples instanceof Uint16Array) return splitBytes(samples);
  if (bitDepth === 8 || bitDepth === 16) return samples;
  return packBits(samples, bitDepth, samplesPerRow);
}

function splitBytes(samples: Uint16Array): Uint8Array {
  const rows = new Uint8Array(samples.length * 2);
  for (let i = 0, j = 0; i < samples.length; i++, j += 2) {
    rows[j] = samples[i] >> 8;
    rows[j + 1] = samples[i];
  }
  return rows;
}

function packBits(samples: Uint8Array, bitDepth: 1 | 2 | 4, samplesPerRow: number): Uint8Array {
  const rowBytes = Math.ceil((samplesPerRow * bitDepth) / 8);
  const rows = new Uint8Array((samples.length / samplesPerRow) * rowBytes);
  for (let source = 0, target = 0; source < samples.length; target += rowBytes) {
    const end = source + samplesPerRow;
    for (let byte = target; source < end; byte++) {
      for (let shift = 8 - bitDepth; shift >= 0 && source < end; shift -= bitDepth) {
        rows[byte] |= samples[source++] << shift;
      }
    }
  }
  return rows;
}
