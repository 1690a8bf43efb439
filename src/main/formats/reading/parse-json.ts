const STRING_OR_NO_NUMBER = /"(?:[^"\\]|\\.)*"|-?(?:NaN|Infinity)/g;

/**
 * `JSON.parse`, but for NaN and Infinity, which Python writes though JSON has no such numbers: they become null, so that
 * only what holds them is refused and not the whole file. Throws SyntaxError.
 */
export function parseTolerantly(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (!/NaN|Infinity/.test(text)) throw error;
    return JSON.parse(text.replace(STRING_OR_NO_NUMBER, (part) => (part.startsWith('"') ? part : 'null'))) as unknown;
  }
}

const ID_KEYS = ['id', 'image_id', 'category_id'];
/** In the text of a string the quotes around a key would have backslashes. */
const LONG_ID = /("(?:id|image_id|category_id)"\s*:\s*)(-?\d{16,})(?=\s*[,}])/g;

/**
 * As `parseTolerantly`, but for ids of an entry beyond 2^53, as digests and clocks of nanoseconds give them: no number
 * here holds these to the digit, so they are texts. Throws SyntaxError.
 */
export function parseEntry(text: string): unknown {
  const value = parseTolerantly(text);
  return hasLongId(value) ? parseTolerantly(text.replace(LONG_ID, '$1"$2"')) : value;
}

function hasLongId(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  // An object of JSON has fields of any name.
  const fields = value as Readonly<Record<string, unknown>>;
  return ID_KEYS.some((key) => typeof fields[key] === 'number' && Math.abs(fields[key]) > Number.MAX_SAFE_INTEGER);
}

const [QUOTE, BACKSLASH] = [0x22, 0x5c];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

/** Whether a JSON text has more than so many brackets within each other; of what is no JSON anything may be said. */
export function isNestedDeeper(text: string, levels: number): boolean {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === QUOTE) i = endOfString(text, i) - 1;
    else if (unit === OPEN_LIST || unit === OPEN_OBJECT) {
      if (++depth > levels) return true;
    } else if (unit === CLOSE_LIST || unit === CLOSE_OBJECT) depth--;
  }
  return false;
}

/** The place behind the closing quote of a string that begins at `quote`. Photos are strings of millions of characters. */
export function endOfString(text: string, quote: number): number {
  for (let end = text.indexOf('"', quote + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let first = end;
    while (text.charCodeAt(first - 1) === BACKSLASH) first--;
    // A quote belongs to the string where an odd number of backslashes stands before it.
    if ((end - first) % 2 === 0) return end + 1;
  }
  return text.length;
}
