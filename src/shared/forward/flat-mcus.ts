import type { FlatGroups } from './flat-groups.ts';
import type { ForwardModel } from './forward-model.ts';

/** What is known of an MCU from its DC alone. */
export const mcuKinds = {
  /** It has AC coefficients or blocks that differ: classes may meet in it. */
  edge: 0,
  /** One colour, and just one class of the palette has that DC. */
  flat: 1,
  /** One colour that no class has: labelled with the nearest, never certain. */
  unclaimed: 2,
  /** One colour that several classes share after quantisation: labelled with the nearest, never certain. */
  ambiguous: 3,
} as const;

export interface FlatMcus {
  /** One of `mcuKinds` per MCU, row-major. */
  readonly kinds: Uint8Array;
  /** The class of every MCU that is not `edge`, as a position in the palette. */
  readonly classes: Uint16Array;
  /** MCUs of one colour that no class has. */
  readonly unclaimedCount: number;
}

interface FlatClass {
  readonly kind: number;
  readonly position: number;
}

/** Labels the MCUs of one colour from their DC. */
export function labelFlatMcus(model: ForwardModel, flat: FlatGroups): FlatMcus {
  const byGroup = flat.dcs.map((dcs) => flatClassOf(model, dcs));
  const kinds = new Uint8Array(flat.groups.length);
  const classes = new Uint16Array(flat.groups.length);
  for (let mcu = 0; mcu < kinds.length; mcu++) {
    const group = flat.groups[mcu];
    if (group === 0) continue;
    kinds[mcu] = byGroup[group - 1].kind;
    classes[mcu] = byGroup[group - 1].position;
  }
  const unclaimed = byGroup.map(({ kind }, group) => (kind === mcuKinds.unclaimed ? flat.sizes[group] : 0));
  return { kinds, classes, unclaimedCount: unclaimed.reduce((sum, size) => sum + size, 0) };
}

function flatClassOf(model: ForwardModel, dcs: readonly number[]): FlatClass {
  let position = 0;
  let least = Infinity;
  let matches = 0;
  for (let candidate = 0; candidate < model.classCount; candidate++) {
    const isMatch = model.components.every((part, index) => part.flatDc[candidate] === dcs[index]);
    if (isMatch) matches++;
    // A class with the very DCs is nearer than any without.
    const distance = squaredLevels(model, dcs, candidate) - (isMatch ? 1e6 : 0);
    if (distance < least) [least, position] = [distance, candidate];
  }
  const kind = matches === 0 ? mcuKinds.unclaimed : matches === 1 ? mcuKinds.flat : mcuKinds.ambiguous;
  return { kind, position };
}

function squaredLevels(model: ForwardModel, dcs: readonly number[], candidate: number): number {
  return model.components.reduce((sum, part, index) => {
    const level = (dcs[index] * part.component.quantisation[0]) / 8 + 128;
    return sum + (level - part.codes[candidate]) ** 2;
  }, 0);
}
