import type { EntropyReader } from './entropy-reader.ts';
import type { BlockReader, ScanComponent, ScanParameters } from './scan-walk.ts';
import { impossibleCoefficient, readDcDifference } from './sequential-scan.ts';
import { naturalOrder } from './zigzag.ts';

/** The block decoder of a progressive scan, by what the scan refines (ITU-T T.81 annex G). */
export function progressiveBlockReader(scan: ScanParameters): BlockReader {
  if (scan.spectralStart === 0) return scan.approximationHigh === 0 ? firstDc(scan) : refineDc(scan);
  return scan.approximationHigh === 0 ? firstAc(scan) : refineAc(scan);
}

function firstDc(scan: ScanParameters): BlockReader {
  return (reader, component, block) => {
    const size = reader.readSymbol(component.dcTable);
    if (size > 0) component.predictor += readDcDifference(reader, size);
    component.store.dc[block] = component.predictor << scan.approximationLow;
  };
}

function refineDc(scan: ScanParameters): BlockReader {
  const bit = 1 << scan.approximationLow;
  return (reader, component, block) => {
    if (reader.readBit() === 1) component.store.dc[block] |= bit;
  };
}

function firstAc(scan: ScanParameters): BlockReader {
  return (reader, component, block) => {
    if (scan.endOfBandRun > 0) {
      scan.endOfBandRun--;
      return;
    }
    for (let k = scan.spectralStart; k <= scan.spectralEnd; k++) {
      const symbol = reader.readSymbol(component.acTable);
      const size = symbol & 15;
      const run = symbol >> 4;
      if (size === 0) {
        if (run < 15) {
          scan.endOfBandRun = readRunLength(reader, run) - 1;
          return;
        }
        k += 15;
        continue;
      }
      k += run;
      if (k > scan.spectralEnd) throw impossibleCoefficient();
      const base = component.store.openBlock(block);
      component.store.pool[base + naturalOrder[k]] = reader.readSigned(size) << scan.approximationLow;
    }
  };
}

function readRunLength(reader: EntropyReader, size: number): number {
  return (1 << size) + (size > 0 ? reader.readBits(size) : 0);
}

function refineAc(scan: ScanParameters): BlockReader {
  const bit = 1 << scan.approximationLow;
  return (reader, component, block) => {
    let k = scan.spectralStart;
    if (scan.endOfBandRun === 0) k = refineUntilEndOfBand(reader, component, { scan, block, bit });
    if (scan.endOfBandRun > 0) {
      refineNonZero(reader, component, { block, bit, from: k, to: scan.spectralEnd, zeros: 64 });
      scan.endOfBandRun--;
    }
  };
}

interface Refinement {
  readonly scan: ScanParameters;
  readonly block: number;
  readonly bit: number;
}

/** Reads new coefficients and refines old ones; returns where the band ends early, having set the run of such blocks. */
function refineUntilEndOfBand(reader: EntropyReader, component: ScanComponent, at: Refinement): number {
  const { scan, block, bit } = at;
  let k = scan.spectralStart;
  while (k <= scan.spectralEnd) {
    const symbol = reader.readSymbol(component.acTable);
    const run = symbol >> 4;
    let value = 0;
    if ((symbol & 15) === 0) {
      if (run < 15) {
        scan.endOfBandRun = readRunLength(reader, run);
        return k;
      }
    } else value = reader.readBit() === 1 ? bit : -bit;
    k = refineNonZero(reader, component, { block, bit, from: k, to: scan.spectralEnd, zeros: run });
    if (value !== 0) {
      if (k > scan.spectralEnd) throw impossibleCoefficient();
      // Opening a block may replace the pool.
      const base = component.store.openBlock(block);
      component.store.pool[base + naturalOrder[k]] = value;
    }
    k++;
  }
  return k;
}

interface RefinedBand {
  readonly block: number;
  readonly bit: number;
  readonly from: number;
  readonly to: number;
  /** Zero coefficients to pass over. */
  readonly zeros: number;
}

/** Adds a bit to each coefficient that is not zero, until `zeros` zeros are passed; returns the place of the next zero. */
function refineNonZero(reader: EntropyReader, component: ScanComponent, band: RefinedBand): number {
  const { pool, place } = component.store;
  const base = place[band.block] * 64;
  let zeros = band.zeros;
  let k = band.from;
  for (; k <= band.to; k++) {
    const at = base + naturalOrder[k];
    const value = pool[at];
    if (value === 0) {
      if (zeros-- === 0) break;
    } else if (reader.readBit() === 1 && (value & band.bit) === 0) {
      pool[at] = value + (value > 0 ? band.bit : -band.bit);
    }
  }
  return k;
}
