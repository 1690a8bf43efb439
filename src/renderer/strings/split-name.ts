/** Characters that are shown of the end of a name, at least. */
const END = 12;
/** And of what ends with its last number. */
const DIGITS = 8;
/** Shorter beginnings are not worth a cut. */
const LEAST_START = 6;

/**
 * A file name in two: what may be cut off where there is little room, and what tells it apart from files that begin
 * alike, which is its end or its last number. The second part is empty where a name is short, or tells nothing further on.
 */
export function splitName(name: string): readonly [start: string, end: string] {
  const dot = name.lastIndexOf('.');
  // A single digit is part of a word: `leftImg8bit`.
  const number = [...(dot > 0 ? name.slice(0, dot) : name).matchAll(/\d{2,}/g)].at(-1);
  const from = Math.min(name.length - END, number === undefined ? Infinity : number.index + number[0].length - DIGITS);
  if (from < LEAST_START) return [name, ''];
  const at = isSecondHalf(name, from) ? from - 1 : from;
  return [name.slice(0, at), name.slice(at)];
}

/** Of one character that takes two code units. */
function isSecondHalf(name: string, at: number): boolean {
  const unit = name.charCodeAt(at);
  return unit >= 0xdc00 && unit < 0xe000;
}
