/** Middle, least and largest of repeated measurements. */
export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly largest: number;
}

export function spreadOf(values: readonly number[]): Spread {
  const ascending = values.toSorted((first, second) => first - second);
  const half = ascending.length >> 1;
  const median = ascending.length % 2 === 1 ? ascending[half] : (ascending[half - 1] + ascending[half]) / 2;
  return { median, least: ascending[0], largest: ascending[ascending.length - 1] };
}
