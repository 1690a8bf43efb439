import { MaskmendError } from '../errors.ts';
import type { ArithmeticComponent, ArithmeticConditioning } from './arithmetic-scan.ts';
import type { NamedComponent } from './scan-walk.ts';

/** Bins of the statistics of one table (ITU-T T.81 tables F.4 and F.5). */
const DC_CONTEXTS = 49;
const AC_CONTEXTS = 245;

/** Conditioning by table number 0..15; as ITU-T T.81 presets it where the file says nothing. */
export class ConditioningTables {
  private readonly dc = new Map<number, { readonly lower: number; readonly upper: number }>();
  private readonly ac = new Map<number, number>();

  of(dcNumber: number, acNumber: number): ArithmeticConditioning {
    return { ...(this.dc.get(dcNumber) ?? { lower: 0, upper: 1 }), lowBand: this.ac.get(acNumber) ?? 5 };
  }

  /** Takes the body of a DAC segment (ITU-T T.81 B.2.4.3); throws `corrupt-file`. */
  parse(body: Uint8Array): void {
    for (let at = 0; at + 1 < body.length; at += 2) {
      const [head, value] = body.subarray(at, at + 2);
      const isAc = head >> 4 === 1;
      const isValid = isAc ? value >= 1 && value <= 63 : head >> 4 === 0 && (value & 15) <= value >> 4;
      if (!isValid) throw new MaskmendError('corrupt-file', 'a table of the arithmetic coding is broken');
      if (isAc) this.ac.set(head & 15, value);
      else this.dc.set(head & 15, { lower: value & 15, upper: value >> 4 });
    }
  }
}

export interface ArithmeticComponents {
  readonly components: readonly ArithmeticComponent[];
  /** All that a restart makes the components forget, beside their predictors. */
  readonly learnt: readonly Uint8Array[];
}

/** Components at the beginning of a scan; those with tables of one number share what they learn. */
export function arithmeticComponents(
  named: readonly NamedComponent[],
  tables: ConditioningTables,
): ArithmeticComponents {
  const dc = new Map(named.map(({ dcNumber }) => [dcNumber, new Uint8Array(DC_CONTEXTS)]));
  const ac = new Map(named.map(({ acNumber }) => [acNumber, new Uint8Array(AC_CONTEXTS)]));
  const components = named.map(({ store, dcNumber, acNumber }) => ({
    store,
    predictor: 0,
    // Made above for every number that is named.
    dcContexts: dc.get(dcNumber) ?? new Uint8Array(DC_CONTEXTS),
    acContexts: ac.get(acNumber) ?? new Uint8Array(AC_CONTEXTS),
    condition: new Uint8Array(1),
    conditioning: tables.of(dcNumber, acNumber),
  }));
  const learnt = components.flatMap(({ dcContexts, acContexts, condition }) => [dcContexts, acContexts, condition]);
  return { components, learnt };
}
