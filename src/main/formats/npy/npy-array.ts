import { MaskmendError } from '../../../shared/errors.ts';
import { numberType, readNumbers, type WholeNumbers } from './npy-numbers.ts';

/** An array of whole numbers, row by row, as NumPy stores it. */
export interface NpyArray {
  readonly shape: readonly number[];
  readonly values: WholeNumbers;
}

const MARK = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];

/** NumPy's format 1.0 (numpy/lib/format.py): the header is padded so that the data begin at a multiple of 64. */
export function encodeNpy(values: Uint8Array, shape: readonly number[]): Uint8Array {
  const dictionary = `{'descr': '|u1', 'fortran_order': False, 'shape': (${shape.join(', ')}), }`;
  const length = Math.ceil((10 + dictionary.length + 1) / 64) * 64 - 10;
  const header = Buffer.alloc(10 + length, ' ');
  header.set([...MARK, 1, 0, length & 255, length >> 8]);
  header.write(dictionary, 10, 'latin1');
  header[header.length - 1] = 0x0a;
  return Buffer.concat([header, values]);
}

/** Reads an array of booleans or numbers; throws `corrupt-file`, `unsupported-format`. */
export function decodeNpy(bytes: Uint8Array): NpyArray {
  if (!MARK.every((byte, i) => bytes[i] === byte)) throw new MaskmendError('corrupt-file', 'is no NumPy array');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isLong = bytes[6] >= 2;
  const start = isLong ? 12 : 10;
  const end = start + (bytes.length < 12 ? 0 : isLong ? view.getUint32(8, true) : view.getUint16(8, true));
  if (end > bytes.length) throw new MaskmendError('truncated-file', 'the file ends before its array begins');
  const header = Buffer.from(bytes.subarray(start, end)).toString('latin1');
  const type = numberType(/'descr': *'([^']*)'/.exec(header)?.[1] ?? '');
  const shape = /'shape': *\(([\d, ]*)\)/
    .exec(header)?.[1]
    .split(',')
    .filter((part) => part.trim() !== '')
    .map(Number);
  const order = /'fortran_order': *(True|False)/.exec(header)?.[1];
  if (type === undefined || shape === undefined || order === undefined) {
    throw new MaskmendError('unsupported-format', 'is an array of a kind that holds no masks', {
      hint: 'save it as uint8',
    });
  }
  const count = shape.reduce((product, size) => product * size, 1);
  if (bytes.length - end !== count * type.bytes) {
    throw new MaskmendError(
      'truncated-file',
      `has ${bytes.length - end} bytes of data, its shape needs ${count * type.bytes}`,
    );
  }
  // A buffer's own `slice` copies nothing.
  const values = readNumbers(new Uint8Array(bytes.subarray(end)), type);
  return { shape, values: order === 'True' ? inRows(values, shape) : values };
}

/** Numbers that lie the first index fastest, as Fortran has them, with the last index fastest. */
function inRows(values: NpyArray['values'], shape: readonly number[]): NpyArray['values'] {
  const rows = values.slice();
  const steps = shape.map((_, axis) => shape.slice(0, axis).reduce((product, size) => product * size, 1));
  const at = shape.map(() => 0);
  let from = 0;
  for (let to = 0; to < rows.length; to++) {
    rows[to] = values[from];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      from += steps[axis];
      if (++at[axis] < shape[axis]) break;
      from -= steps[axis] * shape[axis];
      at[axis] = 0;
    }
  }
  return rows;
}
