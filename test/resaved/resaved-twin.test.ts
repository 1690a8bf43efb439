import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FirstCells } from '../../src/shared/resaved/first-cells.ts';
import { SecondSaving } from '../../src/shared/resaved/second-saving.ts';
import { exactEnergy } from '../../src/shared/search/search-energy.ts';
import { plainCases, searchCase } from '../search/search-cases.ts';
import { type SearchCase, searchInKernel, searchPlainly } from '../search/searched-mcus.ts';

const ratios = {
  grey: { x: 1, y: 1 },
  '4:4:4': { x: 1, y: 1 },
  '4:2:0': { x: 2, y: 2 },
  '4:2:2': { x: 2, y: 1 },
  '4:4:0': { x: 1, y: 2 },
} as const;

const layouts = fc.constantFrom(...(Object.keys(ratios) as (keyof typeof ratios)[]));
const frames = fc.record({ quality: fc.integer({ min: 30, max: 98 }), isSmooth: fc.boolean() });

/** The same file, searched as one that was saved twice. */
function resaved(
  given: SearchCase,
  { layout, ...frame }: { layout: keyof typeof ratios; quality: number; isSmooth: boolean },
): SearchCase {
  const { mcusWide, mcusHigh } = given.model.image;
  const mcus = Array.from({ length: mcusWide * mcusHigh }, (_, mcu) => mcu);
  const saving = new SecondSaving(given.model, { ...frame, ratio: ratios[layout] });
  const cells = new FirstCells(given.model, saving, mcus);
  saving.save(given.start, mcus);
  for (const mcu of mcus) cells.set(mcu, { least: 0.5, perMiss: 0.7 });
  const energy = {
    ...exactEnergy(cells.model),
    stiffest: 10,
    cells: cells.cells,
    resaving: saving.lumaResaving,
  };
  return { ...given, model: cells.model, energy };
}

test("the kernel's search of files saved twice finds exactly what the plain TypeScript finds", () => {
  fc.assert(
    fc.property(plainCases, layouts, frames, (described, layout, frame) => {
      const given = resaved(searchCase({ ...described, layout, writer: 'islow' }), { layout, ...frame });
      expect(searchInKernel(given)).toEqual(searchPlainly(given));
    }),
    { numRuns: 20 },
  );
});
