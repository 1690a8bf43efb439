import type { DctMethod } from './block-transform.ts';
import { ap922RowFactors } from './forward-dct-ap922.ts';
import { reducingMatrices } from './reducing-dct.ts';
import type { KernelExports } from '../kernel/kernel-module.ts';

/** As assembly/dct-methods.ts numbers them. */
const DCT_METHODS = { islow: 0, ifast: 1, float: 2, double: 3, ap922: 4 } as const satisfies Record<DctMethod, number>;

/** Sets the transform of the encoder whose file is worked on. */
export function setTransform(kernel: KernelExports, dct: DctMethod): void {
  kernel.setDct(DCT_METHODS[dct]);
  const factors = new Uint8Array(ap922RowFactors.buffer);
  new Uint8Array(kernel.memory.buffer, kernel.ap922FactorsAt(), factors.length).set(factors);
  for (const length of [8, 16] as const) {
    const matrix = reducingMatrices[length];
    new Int32Array(kernel.memory.buffer, kernel.reducingMatrixAt(length), matrix.length).set(matrix);
  }
}
