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
  /** 1 for each class, by position in the palette, that an MCU of one colour has. */
  readonly isShown: Uint8Array;
  /** MCUs of one colour that no class has. */
  readonly unclaimedCount: number;
}

interface FlatClass {
  readonly kind: number;
  readonly position: number;
}

/** Labels the MCUs of one colour from their DC. */
export function labelFlatMcus(model: ForwardModel, flat: FlatGroups): FlatMcus {
  // By group; 0 is that of edges.
  const kindOf = new Uint8Array(flat.dcs.length + 1);
  const classOf = new Uint16Array(flat.dcs.length + 1);
  const isShown = new Uint8Array(model.classCount);
  let unclaimedCount = 0;
  flat.dcs.forEach((dcs, place) => {
    const { kind, position } = flatClassOf(model, dcs);
    kindOf[place + 1] = kind;
    classOf[place + 1] = position;
    isShown[position] = 1;
    if (kind === mcuKinds.unclaimed) unclaimedCount += flat.sizes[place];
  });
  const kinds = new Uint8Array(flat.groups.length);
  const classes = new Uint16Array(flat.groups.length);
  for (let mcu = 0; mcu < kinds.length; mcu++) {
    const group = flat.groups[mcu];
    kinds[mcu] = kindOf[group];
    classes[mcu] = classOf[group];
  }
  return { kinds, classes, isShown, unclaimedCount };
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
