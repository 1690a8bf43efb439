/** Words for every kind of what is said as data; each takes the values of its kind. */
export type WordsOf<Said extends { readonly kind: string }, Told = string> = {
  readonly [Kind in Said['kind']]: (said: Extract<Said, { readonly kind: Kind }>) => Told;
};

/** What is said, in the words that a table has for its kind. */
export function wordsFor<Said extends { readonly kind: string }, Words>(
  table: Readonly<Record<Said['kind'], Words>>,
  { kind }: Said,
): (said: Said, subject?: string) => Words extends (...said: never) => infer Told ? Told : never {
  // Values of a kind only ever meet the words of that kind.
  return table[kind as Said['kind']] as never;
}
