/** A BMP of the tests, put together field by field from Microsoft's description of the format. */
export interface BmpRecipe {
  readonly width: number;
  /** Negative: the topmost row comes first. */
  readonly height: number;
  readonly bitsPerPixel: number;
  readonly compression?: number;
  /** Red, green and blue of every colour. */
  readonly colours?: readonly (readonly [number, number, number])[];
  /** Behind a header of 40 bytes. */
  readonly masks?: readonly number[];
  /** The pixels as they are stored. */
  readonly data: Uint8Array;
}

export function makeBmp(recipe: BmpRecipe): Uint8Array {
  const { width, height, bitsPerPixel, compression = 0, colours = [], masks = [], data } = recipe;
  const info = Buffer.alloc(40);
  info.writeUInt32LE(40, 0);
  info.writeInt32LE(width, 4);
  info.writeInt32LE(height, 8);
  info.writeUInt16LE(1, 12);
  info.writeUInt16LE(bitsPerPixel, 14);
  info.writeUInt32LE(compression, 16);
  info.writeUInt32LE(colours.length, 32);
  const maskWords = new Uint8Array(Uint32Array.from(masks).buffer);
  const table = Uint8Array.from(colours.flatMap(([red, green, blue]) => [blue, green, red, 0]));
  return withFileHeader(Buffer.concat([info, maskWords, table]), data);
}

/** The oldest kind, of OS/2 1.x: a header of 12 bytes, three bytes a colour. */
export function makeCoreBmp({ width, height, bitsPerPixel, colours = [], data }: BmpRecipe): Uint8Array {
  const header = Buffer.alloc(12);
  header.writeUInt32LE(12, 0);
  header.writeUInt16LE(width, 4);
  header.writeUInt16LE(height, 6);
  header.writeUInt16LE(1, 8);
  header.writeUInt16LE(bitsPerPixel, 10);
  const table = Uint8Array.from(colours.flatMap((colour) => colour.toReversed()));
  return withFileHeader(Buffer.concat([header, table]), data);
}

function withFileHeader(headers: Uint8Array, data: Uint8Array): Uint8Array {
  const file = Buffer.alloc(14);
  file.write('BM', 'latin1');
  file.writeUInt32LE(14 + headers.length + data.length, 2);
  file.writeUInt32LE(14 + headers.length, 10);
  return Buffer.concat([file, headers, data]);
}

/** Rows of pixels, given from the top, as they are stored: packed, filled up to whole words, the lowest row first. */
export function storeRows(rows: readonly (readonly number[])[], bitsPerPixel: number): Uint8Array {
  return Buffer.concat(rows.toReversed().map((row) => storeRow(row, bitsPerPixel)));
}

function storeRow(row: readonly number[], bitsPerPixel: number): Uint8Array {
  if (bitsPerPixel >= 8) {
    const bytes = row.flatMap((pixel) => Array.from({ length: bitsPerPixel / 8 }, (_, i) => (pixel >>> (8 * i)) & 255));
    return fillUp(bytes);
  }
  const bits = row.map((pixel) => pixel.toString(2).padStart(bitsPerPixel, '0')).join('');
  return fillUp((bits.match(/.{1,8}/g) ?? []).map((byte) => parseInt(byte.padEnd(8, '0'), 2)));
}

function fillUp(bytes: readonly number[]): Uint8Array {
  const filled = new Uint8Array(Math.ceil(bytes.length / 4) * 4);
  filled.set(bytes);
  return filled;
}
