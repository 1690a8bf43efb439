import { MaskmendError } from '../../../shared/errors.ts';

/** Whole numbers as arrays of masks hold them. */
export type WholeNumbers = Uint8Array | Uint16Array | Int32Array;

/** How the numbers of an array lie in its bytes. */
interface NumberType {
  /** Boolean and unsigned, signed, or floating point. */
  readonly kind: 'u' | 'i' | 'f';
  readonly bytes: number;
  readonly isBigEndian: boolean;
}

/** The type that NumPy calls so (`<i8`, `|b1`); undefined where it is none of whole numbers or floats. */
export function numberType(name: string): NumberType | undefined {
  const match = /^([<>|=])(?:([ui][1248])|(b1)|(f[48]))$/.exec(name);
  if (match === null) return undefined;
  const [, order, whole, boolean, float] = match as readonly (string | undefined)[];
  const word = whole ?? float ?? (boolean && 'u1') ?? '';
  // The expression admits no other letters.
  return { kind: word[0] as NumberType['kind'], bytes: Number(word[1]), isBigEndian: order === '>' };
}

/**
 * The numbers, as whole ones of at most 32 bits with sign: larger ones become -1, which no class has. Throws `corrupt-file`
 * where some are not whole.
 *
 * @param bytes Written to.
 */
export function readNumbers(bytes: Uint8Array, { kind, bytes: size, isBigEndian }: NumberType): WholeNumbers {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (isBigEndian && size > 1) swapBytes(data, size);
  const { buffer, byteOffset } = bytes;
  const count = bytes.length / size;
  switch (`${kind}${size}`) {
    case 'u1':
      return bytes;
    case 'i1':
      return Int32Array.from(new Int8Array(buffer, byteOffset, count));
    case 'u2':
      return new Uint16Array(buffer, byteOffset, count);
    case 'i2':
      return Int32Array.from(new Int16Array(buffer, byteOffset, count));
    case 'u4':
      return new Int32Array(buffer, byteOffset, count).map((value) => Math.max(value, -1));
    case 'i4':
      return new Int32Array(buffer, byteOffset, count);
    case 'u8':
    case 'i8':
      return lowWords(new Int32Array(buffer, byteOffset, 2 * count));
    case 'f4':
      return wholeOnly(new Float32Array(buffer, byteOffset, count));
    default:
      return wholeOnly(new Float64Array(buffer, byteOffset, count));
  }
}

function swapBytes(data: Buffer, size: number): void {
  if (size === 2) data.swap16();
  else if (size === 4) data.swap32();
  else data.swap64();
}

/** Numbers of 64 bits that 32 bits hold. */
function lowWords(words: Int32Array): Int32Array {
  const numbers = new Int32Array(words.length / 2);
  for (let i = 0; i < numbers.length; i++) {
    const [low, high] = [words[2 * i], words[2 * i + 1]];
    numbers[i] = high === 0 && low >= 0 ? low : -1;
  }
  return numbers;
}

function wholeOnly(values: Float32Array | Float64Array): Int32Array {
  const numbers = new Int32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    numbers[i] = Math.abs(values[i]) < 2 ** 31 ? values[i] : -1;
    if (numbers[i] === values[i] || Math.abs(values[i]) >= 2 ** 31) continue;
    throw new MaskmendError('corrupt-file', `holds ${values[i]}, which is no whole number`, {
      hint: 'save class indices or one-hot planes, not scores',
    });
  }
  return numbers;
}
