import { MaskmendError } from '../errors.ts';
import type { EntropyReader } from './entropy-reader.ts';
import type { ScanComponent } from './scan-walk.ts';
import { naturalOrder } from './zigzag.ts';

/** Decodes one block of a sequential (baseline or extended) Huffman scan, ITU-T T.81 F.2.2. */
export function readSequentialBlock(reader: EntropyReader, component: ScanComponent, block: number): void {
  const { store } = component;
  const size = reader.readSymbol(component.dcTable);
  if (size > 0) component.predictor += readDcDifference(reader, size);
  store.dc[block] = component.predictor;
  readAc(reader, component, block);
}

/** A DC difference of `size` bits; sizes above 11 exist only for 12-bit pictures, above 15 in no file. */
export function readDcDifference(reader: EntropyReader, size: number): number {
  if (size > 15) throw impossibleCoefficient();
  return reader.readSigned(size);
}

function readAc(reader: EntropyReader, component: ScanComponent, block: number): void {
  const { acTable, store } = component;
  let base = -1;
  for (let k = 1; k < 64; k++) {
    const symbol = reader.readSymbol(acTable);
    const size = symbol & 15;
    const run = symbol >> 4;
    if (size === 0) {
      if (run !== 15) return;
      k += 15;
      continue;
    }
    k += run;
    if (k > 63) throw impossibleCoefficient();
    if (base < 0) base = store.openBlock(block);
    store.pool[base + naturalOrder[k]] = reader.readSigned(size);
  }
}

export function impossibleCoefficient(): MaskmendError {
  return new MaskmendError('corrupt-file', 'the picture data hold an impossible coefficient', {
    hint: 'export the file again',
  });
}
