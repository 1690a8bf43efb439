import { describe, expect, it } from 'vitest';
import { mcuKinds } from '../../src/shared/forward/flat-mcus.ts';
import { findHopelessMcus } from '../../src/shared/search/hopeless-mcus.ts';

const { edge, flat, unclaimed } = mcuKinds;
const image = { mcusWide: 5, mcusHigh: 3 };

function hopeless(kinds: readonly number[], unproven?: Uint8Array): number[] {
  const flats = {
    kinds: Uint8Array.from(kinds),
    classes: new Uint16Array(kinds.length),
    isShown: new Uint8Array(1),
    unclaimedCount: kinds.filter((kind) => kind === unclaimed).length,
  };
  return [...findHopelessMcus({ model: { image }, flats, unproven })];
}

describe('MCUs that are not worth a long search', () => {
  it('are those beside a colour that no class has, within the picture', () => {
    const kinds = [edge, edge, edge, edge, edge, edge, flat, edge, edge, unclaimed, edge, edge, edge, edge, edge];
    expect(hopeless(kinds)).toEqual([0, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 1, 1]);
  });

  it('are those whose coefficients are not sure, and none beside them', () => {
    const unproven = Uint8Array.from({ length: 15 }, (_, mcu) => (mcu === 7 ? 1 : 0));
    expect(hopeless(new Array<number>(15).fill(edge), unproven)).toEqual([...unproven]);
    expect(hopeless(new Array<number>(15).fill(flat))).toEqual(new Array<number>(15).fill(0));
  });
});
