/** `1 file`, `2 files`, `12,345 files`; nouns with the usual plural. */
export function countWithNoun(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}

/** How messages call what of a file they are about: an id alone, as many formats have it, says nothing. */
export function annotationInWords(annotation: string): string {
  return /^-?\d+$/.test(annotation) ? `annotation ${annotation}` : annotation;
}

/** What is lost, told of this many: texts are written for several (`objects that ...`). */
export function lossOf(count: number, what: string): string {
  if (count !== 1) return what;
  return what
    .replace(/^((?:void |background )?\w+)s\b/, '$1')
    .replace(/\bthat become\b/, 'that becomes')
    .replace(/\bthat change their\b/, 'that changes its')
    .replace(/\bthat are\b/, 'that is');
}
