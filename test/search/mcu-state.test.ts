import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isMcuCertified } from '../../src/shared/forward/certificate.ts';
import { McuLoader } from '../../src/shared/search/mcu-loader.ts';
import { McuChange } from '../../src/shared/search/plain/mcu-change.ts';
import { McuState } from '../../src/shared/search/plain/mcu-state.ts';
import { exactEnergy } from '../../src/shared/search/search-energy.ts';
import { plainCases, reducingCases, searchCase } from './search-cases.ts';
import type { SearchCase } from './searched-mcus.ts';
import { searchInKernel } from './searched-mcus.ts';

const cases = fc.oneof(plainCases, reducingCases);

/** The MCU in the lower right corner, which is usually cut. */
function lastMcu({ model, start }: SearchCase): McuState {
  const state = new McuState(model, exactEnergy(model));
  const { mcusWide, mcusHigh } = model.image;
  const loader = new McuLoader(model, { memory: state, tables: state.parts, energy: {} });
  const { area } = loader.load({ column: mcusWide - 1, row: mcusHigh - 1 }, start, new Uint8Array(model.classCount));
  state.enter({ wide: area.right - area.left, high: area.bottom - area.top });
  state.measure();
  return state;
}

/** What the state knows of samples and labels. */
function snapshot({ window, sums, values }: McuState): unknown {
  return [window, sums, values].map((numbers) => Array.from(numbers));
}

describe('the MCU that is searched', () => {
  test('knows after many tries, kept and taken back, the same as when it is measured anew', () => {
    const tries = fc.array(
      fc.record({
        pixels: fc.array(fc.nat(), { minLength: 1, maxLength: 2 }),
        label: fc.nat(),
        limit: fc.constantFrom(Infinity, 0.1),
        isKept: fc.boolean(),
      }),
      { minLength: 100, maxLength: 300 },
    );
    const property = fc.property(cases, tries, (described, given) => {
      const { model, start, seed } = searchCase(described);
      const state = lastMcu({ model, start, seed });
      const change = new McuChange(state);
      const { wide, high } = state.area;
      for (const { pixels, label, limit, isKept } of given) {
        change.begin();
        for (const pixel of pixels) {
          const y = Math.floor(pixel / wide) % high;
          change.add(y * state.mcu.wide + (pixel % wide), label % model.classCount);
        }
        const isWhole = change.violationChange(limit) < Infinity;
        if (isKept && isWhole) change.keep();
        else change.takeBack();
      }
      const [known, offsets, violation] = [snapshot(state), state.offsets.slice(), state.totalViolation()];
      state.measure();
      expect(known).toEqual(snapshot(state));
      const largest = offsets.reduce((most, offset, at) => Math.max(most, Math.abs(offset - state.offsets[at])), 0);
      expect(largest).toBeLessThan(1e-3);
      expect(Math.abs(violation - state.totalViolation())).toBeLessThan(1e-3 * (1 + violation));
    });
    fc.assert(property, { numRuns: 60 });
  });

  test('is reproduced where the certificate says so', () => {
    const property = fc.property(cases, fc.boolean(), (described, isTruth) => {
      const { model, start, seed } = searchCase(described);
      const labels = isTruth ? described.mask.labels : start;
      const { mcusWide, mcusHigh } = model.image;
      const certified = isMcuCertified(model, { column: mcusWide - 1, row: mcusHigh - 1 }, labels);
      expect(lastMcu({ model, start: labels, seed }).isReproduced()).toBe(certified);
      if (isTruth) expect(certified).toBe(true);
    });
    fc.assert(property, { numRuns: 100 });
  });

  test('is reproduced in the kernel where the certificate says so, and stays so when it is polished', () => {
    const property = fc.property(cases, (described) => {
      const given = searchCase(described);
      const { mcusWide } = given.model.image;
      searchInKernel(given).forEach(({ isSolved, solved, settled }, mcu) => {
        const place = { column: mcu % mcusWide, row: Math.floor(mcu / mcusWide) };
        expect(isSolved).toBe(isMcuCertified(given.model, place, Uint8Array.from(solved)));
        if (isSolved) expect(isMcuCertified(given.model, place, Uint8Array.from(settled))).toBe(true);
      });
    });
    fc.assert(property, { numRuns: 60 });
  });
});
