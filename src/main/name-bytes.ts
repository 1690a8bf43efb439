import { byteOfCharacter, characterOfByte, hasBytes } from '../shared/byte-names.ts';

// A name may begin with what looks like a byte order mark.
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The name that these bytes are. */
export function nameOfBytes(bytes: Uint8Array): string {
  const whole = decode(bytes);
  if (whole !== undefined) return whole;
  let name = '';
  for (let at = 0; at < bytes.length;) {
    const length = lengthByLead(bytes[at]);
    const character = length === 0 ? undefined : decode(bytes.subarray(at, at + length));
    name += character ?? characterOfByte(bytes[at]);
    at += character === undefined ? 1 : length;
  }
  return name;
}

/** The bytes of a name that `nameOfBytes` gave. */
export function bytesOfName(name: string): Buffer {
  return Buffer.concat(
    Array.from(name, (character) =>
      hasBytes(character) ? Buffer.of(byteOfCharacter(character)) : Buffer.from(character),
    ),
  );
}

/** Undefined where the bytes are not UTF-8, or hold a character that stands for a byte. */
function decode(bytes: Uint8Array): string | undefined {
  try {
    const text = strict.decode(bytes);
    return hasBytes(text) ? undefined : text;
  } catch {
    return undefined;
  }
}

/** Bytes of the character that begins with this one (RFC 3629); 0 where none does. */
function lengthByLead(lead: number): number {
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}
