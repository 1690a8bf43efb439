/** `1 file`, `2 files`, `12,345 files`; nouns with the usual plural. */
export function countWithNoun(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}
