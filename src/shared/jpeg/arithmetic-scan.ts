import type { ArithmeticReader } from './arithmetic-reader.ts';
import type { BlockReader, ScanParameters, ScannedComponent } from './scan-walk.ts';
import { impossibleCoefficient } from './sequential-scan.ts';
import { naturalOrder } from './zigzag.ts';

/** A component as an arithmetically coded scan sees it; components with the same table share their contexts. */
export interface ArithmeticComponent extends ScannedComponent {
  readonly dcContexts: Uint8Array;
  readonly acContexts: Uint8Array;
  /** One byte: where the contexts of the next DC difference begin, by how large the last one was. */
  readonly condition: Uint8Array;
  /** What of DC differences counts as zero and as small, and up to which coefficient AC counts as low. */
  readonly conditioning: ArithmeticConditioning;
}

export interface ArithmeticConditioning {
  /** Logarithms, 0..15, of the bounds of small differences. */
  readonly lower: number;
  readonly upper: number;
  /** 1..63. */
  readonly lowBand: number;
}

/** Contexts of magnitudes (ITU-T T.81 tables F.4 and F.5), each followed 14 further on by those of their lower bits. */
const DC_MAGNITUDES = 20;
const LOW_MAGNITUDES = 189;
const HIGH_MAGNITUDES = 217;
const LOWER_BITS = 14;
/** No coefficient has more bits. */
const LARGEST_MAGNITUDE = 0x4000;

type ArithmeticBlockReader = BlockReader<ArithmeticReader, ArithmeticComponent>;

/** The block decoder of a scan: sequential (ITU-T T.81 F.2.4), or progressive by what the scan refines (annex G.2). */
export function arithmeticBlockReader(scan: ScanParameters, isProgressive: boolean): ArithmeticBlockReader {
  if (!isProgressive) return readSequentialBlock;
  if (scan.spectralStart === 0) return scan.approximationHigh === 0 ? firstDc(scan) : refineDc(scan);
  return scan.approximationHigh === 0 ? firstAc(scan) : refineAc(scan);
}

function readSequentialBlock(reader: ArithmeticReader, component: ArithmeticComponent, block: number): void {
  component.predictor += readDifference(reader, component);
  component.store.dc[block] = component.predictor;
  readBand(reader, component, { block, from: 1, to: 63, shift: 0 });
}

function firstDc(scan: ScanParameters): ArithmeticBlockReader {
  return (reader, component, block) => {
    component.predictor += readDifference(reader, component);
    component.store.dc[block] = component.predictor << scan.approximationLow;
  };
}

function refineDc(scan: ScanParameters): ArithmeticBlockReader {
  const bit = 1 << scan.approximationLow;
  return (reader, component, block) => {
    if (reader.decodeEven() === 1) component.store.dc[block] |= bit;
  };
}

function firstAc(scan: ScanParameters): ArithmeticBlockReader {
  const { spectralStart: from, spectralEnd: to, approximationLow: shift } = scan;
  return (reader, component, block) => {
    readBand(reader, component, { block, from, to, shift });
  };
}

function readDifference(reader: ArithmeticReader, component: ArithmeticComponent): number {
  const { dcContexts, condition, conditioning } = component;
  const first = condition[0];
  if (reader.decode(dcContexts, first) === 0) {
    condition[0] = 0;
    return 0;
  }
  const sign = reader.decode(dcContexts, first + 1);
  let context = first + 2 + sign;
  let magnitude = reader.decode(dcContexts, context);
  if (magnitude > 0) {
    for (context = DC_MAGNITUDES; reader.decode(dcContexts, context) === 1; context++) magnitude = doubled(magnitude);
  }
  condition[0] = conditionAfter(magnitude, sign, conditioning);
  const size = readLowerBits(reader, dcContexts, context + LOWER_BITS, magnitude) + 1;
  return sign === 1 ? -size : size;
}

function conditionAfter(magnitude: number, sign: number, { lower, upper }: ArithmeticConditioning): number {
  if (magnitude < (1 << lower) >> 1) return 0;
  return (magnitude > (1 << upper) >> 1 ? 12 : 4) + 4 * sign;
}

function doubled(magnitude: number): number {
  if (magnitude === LARGEST_MAGNITUDE) throw impossibleCoefficient();
  return magnitude << 1;
}

function readLowerBits(reader: ArithmeticReader, contexts: Uint8Array, context: number, magnitude: number): number {
  let value = magnitude;
  for (let bit = magnitude >> 1; bit > 0; bit >>= 1) if (reader.decode(contexts, context) === 1) value |= bit;
  return value;
}

interface Band {
  readonly block: number;
  readonly from: number;
  readonly to: number;
  readonly shift: number;
}

function readBand(reader: ArithmeticReader, component: ArithmeticComponent, band: Band): void {
  const { acContexts, store } = component;
  let base = -1;
  for (let k = band.from; k <= band.to; k++) {
    if (reader.decode(acContexts, 3 * (k - 1)) === 1) return;
    while (reader.decode(acContexts, 3 * (k - 1) + 1) === 0) if (++k > band.to) throw impossibleCoefficient();
    if (base < 0) base = store.openBlock(band.block);
    store.pool[base + naturalOrder[k]] = readCoefficient(reader, component, k) << band.shift;
  }
}

function readCoefficient(reader: ArithmeticReader, component: ArithmeticComponent, k: number): number {
  const { acContexts, conditioning } = component;
  const sign = reader.decodeEven();
  let context = 3 * (k - 1) + 2;
  let magnitude = reader.decode(acContexts, context);
  if (magnitude > 0 && reader.decode(acContexts, context) === 1) {
    magnitude = 2;
    context = k <= conditioning.lowBand ? LOW_MAGNITUDES : HIGH_MAGNITUDES;
    for (; reader.decode(acContexts, context) === 1; context++) magnitude = doubled(magnitude);
  }
  const size = readLowerBits(reader, acContexts, context + LOWER_BITS, magnitude) + 1;
  return sign === 1 ? -size : size;
}

function refineAc(scan: ScanParameters): ArithmeticBlockReader {
  const { spectralStart, spectralEnd, approximationLow } = scan;
  return (reader, component, block) => {
    const last = lastNonZero(component, block, spectralEnd);
    for (let k = spectralStart; k <= spectralEnd; k++) {
      // Up to the last coefficient that is known the band has no end.
      if (k > last && reader.decode(component.acContexts, 3 * (k - 1)) === 1) return;
      while (!refineCoefficient(reader, component, { block, k, bit: 1 << approximationLow })) {
        if (++k > spectralEnd) throw impossibleCoefficient();
      }
    }
  };
}

function lastNonZero({ store }: ArithmeticComponent, block: number, end: number): number {
  const base = store.place[block] * 64;
  let k = end;
  while (k > 0 && store.pool[base + naturalOrder[k]] === 0) k--;
  return k;
}

/** Refines a coefficient that is not zero, or begins one that is; false where it stays zero. */
function refineCoefficient(
  reader: ArithmeticReader,
  { store, acContexts }: ArithmeticComponent,
  { block, k, bit }: { readonly block: number; readonly k: number; readonly bit: number },
): boolean {
  const at = store.place[block] * 64 + naturalOrder[k];
  const value = store.pool[at];
  if (value !== 0) {
    if (reader.decode(acContexts, 3 * (k - 1) + 2) === 1) store.pool[at] = value + (value > 0 ? bit : -bit);
    return true;
  }
  if (reader.decode(acContexts, 3 * (k - 1) + 1) === 0) return false;
  const begun = reader.decodeEven() === 1 ? -bit : bit;
  // Opening a block may replace the pool.
  const base = store.openBlock(block);
  store.pool[base + naturalOrder[k]] = begun;
  return true;
}
