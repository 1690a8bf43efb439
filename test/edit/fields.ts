import fc from 'fast-check';
import type { EditWindow } from '../../src/shared/edit/edit-window.ts';

/** A window of a drawing: `.` is 0, digits and letters their values, rows of equal length. */
export function windowOf(drawing: string, more: Partial<EditWindow> = {}): EditWindow {
  const rows = drawing
    .trim()
    .split('\n')
    .map((row) => row.trim());
  const values = rows.flatMap((row) => row.split('').map((sign) => (sign === '.' ? 0 : Number.parseInt(sign, 36))));
  return {
    x: 0,
    y: 0,
    width: rows[0].length,
    height: rows.length,
    labels: Uint8Array.from(values),
    isLocked: () => false,
    ...more,
  };
}

export function drawingOf(labels: ArrayLike<number>, width: number): string[] {
  const signs = Array.from(labels, (label) => (label === 0 ? '.' : label.toString(36)));
  return Array.from({ length: signs.length / width }, (_, row) => signs.slice(row * width, (row + 1) * width).join(''));
}

/** Small fields of a few classes in patches, of 8 or 16 bits, with an area and locked classes. */
export const windows: fc.Arbitrary<EditWindow> = fc
  .record({
    width: fc.integer({ min: 1, max: 14 }),
    height: fc.integer({ min: 1, max: 14 }),
    seeds: fc.array(fc.record({ at: fc.nat(), slot: fc.integer({ min: 0, max: 4 }) }), { minLength: 1, maxLength: 12 }),
    isWide: fc.boolean(),
    locked: fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 2 }),
    area: fc.option(fc.array(fc.integer({ min: 0, max: 1 }), { minLength: 196, maxLength: 196 }), { nil: undefined }),
    colours: fc.uint8Array({ minLength: 588, maxLength: 588 }),
  })
  .map(({ width, height, seeds, isWide, locked, area, colours }) => {
    const values = Array.from({ length: width * height }, (_, pixel) => nearestSeed(seeds, { pixel, width, height }));
    return {
      x: 0,
      y: 0,
      width,
      height,
      labels: isWide ? Uint16Array.from(values) : Uint8Array.from(values),
      selected: area && Uint8Array.from(area.slice(0, width * height)),
      isLocked: (slot) => locked.includes(slot),
      original: colours.slice(0, 3 * width * height),
      colours: [0, 1, 2].map((slot) => ({ slot, rgb: [slot * 100, 50, 20] as const })),
      engine: isWide ? new Uint16Array(values.length).fill(1) : new Uint8Array(values.length).fill(1),
    };
  });

function nearestSeed(
  seeds: readonly { readonly at: number; readonly slot: number }[],
  { pixel, width, height }: { readonly pixel: number; readonly width: number; readonly height: number },
): number {
  const distance = (at: number): number => {
    const place = at % (width * height);
    return (
      Math.abs((place % width) - (pixel % width)) + Math.abs(Math.floor(place / width) - Math.floor(pixel / width))
    );
  };
  return seeds.reduce((best, seed) => (distance(seed.at) < distance(best.at) ? seed : best)).slot;
}
