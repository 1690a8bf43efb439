import type { Measurement } from './measurement.ts';

export interface Regression {
  readonly measurement: Measurement;
  readonly reference: Measurement;
}

/** Files on which a method leaves more wrong pixels than the reference, beyond a tolerance in pixels. */
export function findRegressions(
  measurements: readonly Measurement[],
  { method, reference, tolerance }: { method: string; reference: string; tolerance: number },
): Regression[] {
  const references = measurements.filter((one) => one.method === reference);
  return measurements
    .filter((one) => one.method === method)
    .flatMap((measurement) => {
      const other = references.find(
        ({ truth, damage }) => truth === measurement.truth && damage === measurement.damage,
      );
      if (other === undefined || measurement.score.wrong <= other.score.wrong + tolerance) return [];
      return [{ measurement, reference: other }];
    });
}
