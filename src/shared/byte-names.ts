/**
 * Names of files as text, where a system keeps them as bytes: valid UTF-8 is itself; every other byte, and the bytes of the
 * private characters that stand for them here, is the character U+EF80 + (byte - 0x80). Such text goes through databases
 * and JSON unharmed; `src/main/name-bytes.ts` gives the bytes back.
 */
const STANDS_FOR_BYTE = /[\uef80-\uefff]/;
const EACH_OF_THEM = /[\uef80-\uefff]/g;
const DIFFERENCE = 0xef80 - 0x80;

/** Whether a name holds bytes that are not text. */
export function hasBytes(name: string): boolean {
  return STANDS_FOR_BYTE.test(name);
}

/** What stands for a byte from 0x80 on. */
export function characterOfByte(byte: number): string {
  return String.fromCharCode(byte + DIFFERENCE);
}

/** The byte that a character stands for. */
export function byteOfCharacter(character: string): number {
  return character.charCodeAt(0) - DIFFERENCE;
}

/** Any text with names in it as a person is shown it: bytes that are not text as `\xE9`. */
export function shownName(text: string): string {
  return text.replace(EACH_OF_THEM, (character) => `\\x${byteOfCharacter(character).toString(16).toUpperCase()}`);
}
