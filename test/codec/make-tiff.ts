/** A TIFF of the tests: one strip without compression, put together from TIFF 6.0. */
export interface TiffRecipe {
  readonly width: number;
  readonly height: number;
  readonly bitsPerSample: number;
  readonly samplesPerPixel: number;
  /** 0 grey from white, 1 grey, 2 RGB, 3 palette, 5 CMYK. */
  readonly photometric: number;
  readonly data: Uint8Array;
  /** Further tags by number; arrays of numbers are SHORTs, bytes are UNDEFINED. */
  readonly tags?: Readonly<Record<number, readonly number[] | Uint8Array>>;
}

const HEADER_BYTES = 8;
const ENTRY_BYTES = 12;

export function makeTiff({
  width,
  height,
  bitsPerSample,
  samplesPerPixel,
  photometric,
  data,
  tags = {},
}: TiffRecipe): Uint8Array {
  const all: Record<number, readonly number[] | Uint8Array> = {
    256: [width],
    257: [height],
    258: Array.from({ length: samplesPerPixel }, () => bitsPerSample),
    259: [1],
    262: [photometric],
    273: [HEADER_BYTES],
    277: [samplesPerPixel],
    278: [height],
    279: [data.length],
    ...tags,
  };
  const header = Buffer.alloc(HEADER_BYTES);
  header.write('II*\0', 'latin1');
  const directory = Math.ceil((HEADER_BYTES + data.length) / 2) * 2;
  header.writeUInt32LE(directory, 4);
  const gap = Buffer.alloc(directory - HEADER_BYTES - data.length);
  return Buffer.concat([header, data, gap, makeDirectory(all, directory)]);
}

function makeDirectory(tags: Readonly<Record<number, readonly number[] | Uint8Array>>, start: number): Uint8Array {
  const entries = Object.entries(tags);
  const directory = Buffer.alloc(2 + entries.length * ENTRY_BYTES + 4);
  directory.writeUInt16LE(entries.length);
  const values: Uint8Array[] = [];
  let end = start + directory.length;
  for (const [i, [tag, value]] of entries.entries()) {
    const at = 2 + i * ENTRY_BYTES;
    const isShort = !(value instanceof Uint8Array);
    const bytes = isShort ? new Uint8Array(Uint16Array.from(value).buffer) : value;
    directory.writeUInt16LE(Number(tag), at);
    directory.writeUInt16LE(isShort ? 3 : 7, at + 2);
    directory.writeUInt32LE(value.length, at + 4);
    if (bytes.length <= 4) {
      directory.set(bytes, at + 8);
    } else {
      directory.writeUInt32LE(end, at + 8);
      values.push(bytes);
      end += bytes.length;
    }
  }
  return Buffer.concat([directory, ...values]);
}
