import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { softEnergy } from '../../src/shared/search/search-energy.ts';
import { plainCases, reducingCases, searchCase } from './search-cases.ts';
import { searchInKernel, searchPlainly } from './searched-mcus.ts';

describe("the kernel's search finds exactly what the plain TypeScript finds", () => {
  test('in files of every layout and transform, at every edge of the picture', () => {
    fc.assert(
      fc.property(plainCases, (described) => {
        const given = searchCase(described);
        expect(searchInKernel(given)).toEqual(searchPlainly(given));
      }),
      { numRuns: 60 },
    );
  });

  test('in files whose chroma was reduced by the transform', () => {
    fc.assert(
      fc.property(reducingCases, (described) => {
        const given = searchCase(described);
        expect(searchInKernel(given)).toEqual(searchPlainly(given));
      }),
      { numRuns: 20 },
    );
  });

  test('when cells are wide and soft, as for altered files', () => {
    fc.assert(
      fc.property(plainCases, (described) => {
        const given = searchCase(described);
        const soft = { ...given, energy: softEnergy(given.model, 1) };
        expect(searchInKernel(soft)).toEqual(searchPlainly(soft));
      }),
      { numRuns: 20 },
    );
  });
});
