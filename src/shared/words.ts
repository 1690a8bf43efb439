/** `1 file`, `2 files`, `12,345 files`; nouns with the usual plural. */
export function countWithNoun(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}

/** How messages call what of a file they are about: an id alone, as many formats have it, says nothing. */
export function annotationInWords(annotation: string): string {
  return /^-?\d+$/.test(annotation) ? `annotation ${annotation}` : annotation;
}
