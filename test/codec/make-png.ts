import { crc32, deflateSync } from 'node:zlib';
import { channelCounts, type Raster } from '../../src/shared/mask/raster.ts';

/**
 * A PNG encoder for the tests of the reader, written from the standard without the product's code: it can interlace,
 * use any filter on any row, cut the image data into chunks and put other chunks around them.
 */
export interface PngRecipe {
  readonly isInterlaced?: boolean;
  /** Filter types, taken in turn by the rows. */
  readonly filters?: readonly number[];
  /** Most bytes of an IDAT chunk. */
  readonly chunkBytes?: number;
  readonly beforeData?: readonly Uint8Array[];
  readonly afterData?: readonly Uint8Array[];
}

const signature = Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10);
const colourTypes = { grey: 0, rgb: 2, indexed: 3, 'grey-alpha': 4, rgba: 6 };

export function makePng(raster: Raster, recipe: PngRecipe = {}): Uint8Array {
  return Buffer.concat([
    signature,
    makeHeader(raster, recipe.isInterlaced ?? false),
    ...(raster.colourTable ? [makeChunk('PLTE', raster.colourTable)] : []),
    ...(raster.alphaTable ? [makeChunk('tRNS', raster.alphaTable)] : []),
    ...(recipe.beforeData ?? []),
    ...makeDataChunks(deflateSync(filteredRows(raster, recipe)), recipe.chunkBytes ?? Infinity),
    ...(recipe.afterData ?? []),
    makeChunk('IEND', new Uint8Array(0)),
  ]);
}

export function makeChunk(type: string, data: Uint8Array): Uint8Array {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  return Buffer.concat([uint32(data.length), typed, uint32(crc32(typed))]);
}

/** The PNG file of these chunks. */
export function joinChunks(...chunks: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat([signature, ...chunks]);
}

export function makeHeader(
  { width, height, bitDepth, channels }: Pick<Raster, 'width' | 'height' | 'bitDepth' | 'channels'>,
  isInterlaced = false,
): Uint8Array {
  const rest = Uint8Array.of(bitDepth, colourTypes[channels], 0, 0, isInterlaced ? 1 : 0);
  return makeChunk('IHDR', Buffer.concat([uint32(width), uint32(height), rest]));
}

export function uint32(value: number): Uint8Array {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function makeDataChunks(stream: Uint8Array, chunkBytes: number): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  for (let start = 0; start < stream.length; start += chunkBytes) {
    chunks.push(makeChunk('IDAT', stream.subarray(start, start + chunkBytes)));
  }
  return chunks;
}

/** The Adam7 pattern as the standard draws it: the pass of every pixel of an 8 x 8 tile. */
const pattern = ['16462646', '77777777', '56565656', '77777777', '36463646', '77777777', '56565656', '77777777'];

function filteredRows(raster: Raster, { isInterlaced = false, filters = [0] }: PngRecipe): Uint8Array {
  const passes = isInterlaced ? [1, 2, 3, 4, 5, 6, 7].map((pass) => rowsOfPass(raster, pass)) : [rowsOf(raster)];
  return Buffer.concat(passes.flatMap((rows) => filterRows(rows, raster, filters)));
}

type Pixels = readonly number[];

function rowsOf(raster: Raster): Pixels[] {
  const rowSamples = raster.width * channelCounts[raster.channels];
  return Array.from({ length: raster.height }, (_, y) => [
    ...raster.samples.subarray(y * rowSamples, (y + 1) * rowSamples),
  ]);
}

function rowsOfPass(raster: Raster, pass: number): Pixels[] {
  const count = channelCounts[raster.channels];
  return rowsOf(raster)
    .map((row, y) => row.filter((_, i) => pattern[y % 8][Math.floor(i / count) % 8] === String(pass)))
    .filter((row) => row.length > 0);
}

function filterRows(rows: readonly Pixels[], raster: Raster, filters: readonly number[]): Uint8Array[] {
  const pixelBytes = Math.max(1, (channelCounts[raster.channels] * raster.bitDepth) / 8);
  const packed = rows.map((row) => packRow(row, raster.bitDepth));
  return packed.map((row, y) => {
    const filter = filters[y % filters.length];
    const above = packed[y - 1] ?? new Uint8Array(row.length);
    return Uint8Array.of(filter, ...row.map((byte, i) => byte - predict(filter, { row, above, i, pixelBytes })));
  });
}

function packRow(row: Pixels, bitDepth: number): Uint8Array {
  const bits = row.map((sample) => sample.toString(2).padStart(bitDepth, '0')).join('');
  return Uint8Array.from(bits.match(/.{1,8}/g) ?? [], (byte) => parseInt(byte.padEnd(8, '0'), 2));
}

interface Neighbourhood {
  readonly row: Uint8Array;
  readonly above: Uint8Array;
  readonly i: number;
  readonly pixelBytes: number;
}

function predict(filter: number, { row, above, i, pixelBytes }: Neighbourhood): number {
  const a = row[i - pixelBytes] ?? 0;
  const b = above[i];
  const c = above[i - pixelBytes] ?? 0;
  const nearest = [a, b, c].toSorted((p, q) => Math.abs(a + b - c - p) - Math.abs(a + b - c - q))[0];
  return [0, a, b, Math.floor((a + b) / 2), nearest][filter] ?? 0;
}
