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
