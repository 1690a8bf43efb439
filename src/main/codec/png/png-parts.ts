import type { FileNote } from '../../../shared/model/file-note.ts';
import { MaskmendError } from '../../../shared/errors.ts';
import { orientationOfExif } from '../../../shared/jpeg/exif-orientation.ts';
import type { ReadLimits } from '../../../shared/limits.ts';
import { ChunkJoiner } from './chunk-joiner.ts';
import type { PictureFacts } from '../picture.ts';
import type { PngChunk } from './png-chunks.ts';
import { isCritical, pngChunks } from './png-chunks.ts';
import type { PngHeader } from './png-header.ts';
import { parsePngHeader } from './png-header.ts';

/** A PNG taken apart: nothing is inflated yet. */
export interface PngParts {
  readonly header: PngHeader;
  readonly colourTable: Uint8Array | undefined;
  readonly alphaTable: Uint8Array | undefined;
  /** The zlib stream of all IDAT chunks. */
  readonly imageData: Uint8Array;
  readonly facts: PictureFacts;
}

/** gAMA as sRGB asks for it, 1/2.2 in units of 1/100000. */
const SRGB_GAMMA = 45_455;

interface Gathering {
  readonly header: PngHeader;
  colourTable: Uint8Array | undefined;
  alphaTable: Uint8Array | undefined;
  orientation: number;
  hasColourProfile: boolean;
  frames: number;
  readonly notes: FileNote[];
  readonly imageData: ChunkJoiner;
}

/** Takes a PNG apart; throws `corrupt-file`, `truncated-file`, `too-large`, `unsupported-format`. */
export function gatherPngParts(bytes: Uint8Array, limits: ReadLimits): PngParts {
  const chunks = pngChunks(bytes);
  const first = chunks.next();
  if (first.done === true || first.value.type !== 'IHDR') {
    throw new MaskmendError('corrupt-file', 'the PNG does not begin with its header');
  }
  const gathering = startGathering(parsePngHeader(first.value.data, limits), bytes.length);
  for (const chunk of chunks) takeChunk(gathering, chunk);
  return finish(gathering);
}

function startGathering(header: PngHeader, fileLength: number): Gathering {
  return {
    header,
    colourTable: undefined,
    alphaTable: undefined,
    orientation: 1,
    hasColourProfile: false,
    frames: 1,
    notes: [],
    imageData: new ChunkJoiner(fileLength),
  };
}

function takeChunk(gathering: Gathering, { type, data, isIntact }: PngChunk): void {
  if (!isIntact) {
    gathering.notes.push({ kind: 'damaged-chunk', chunk: type });
    return;
  }
  const take = chunkTakers[type];
  if (take) take(gathering, data);
  else if (isCritical(type)) {
    throw new MaskmendError(
      'unsupported-format',
      `the PNG needs a ${type} chunk to be understood, which no standard names`,
    );
  }
}

const chunkTakers: Readonly<Partial<Record<string, (gathering: Gathering, data: Uint8Array) => void>>> = {
  IHDR: () => {
    throw new MaskmendError('corrupt-file', 'the PNG has two headers');
  },
  PLTE: takeColourTable,
  tRNS: takeTransparency,
  IDAT: ({ imageData }, data) => {
    imageData.append(data);
  },
  eXIf: (gathering, data) => {
    gathering.orientation = orientationOfExif(data);
  },
  iCCP: (gathering) => {
    gathering.hasColourProfile = true;
  },
  gAMA: ({ notes }, data) => {
    const gamma = data.length === 4 ? uint32(data) : SRGB_GAMMA;
    if (gamma !== SRGB_GAMMA) notes.push({ kind: 'gamma', gamma: gamma / 100_000 });
  },
  acTL: (gathering, data) => {
    if (data.length === 8) gathering.frames = Math.max(1, uint32(data));
  },
};

function uint32(data: Uint8Array): number {
  return new DataView(data.buffer, data.byteOffset, data.byteLength).getUint32(0);
}

function takeColourTable(gathering: Gathering, data: Uint8Array): void {
  if (gathering.header.channels !== 'indexed') return;
  if (data.length === 0 || data.length % 3 !== 0) {
    throw new MaskmendError(
      'corrupt-file',
      `the colour table has ${data.length} bytes, which is no whole number of colours`,
    );
  }
  gathering.colourTable = new Uint8Array(data.subarray(0, 3 * 2 ** gathering.header.bitDepth));
}

function takeTransparency(gathering: Gathering, data: Uint8Array): void {
  if (gathering.header.channels === 'indexed') {
    gathering.alphaTable = new Uint8Array(data);
    gathering.notes.push({ kind: 'transparent-entries' });
  } else {
    gathering.notes.push({ kind: 'transparent-colour' });
  }
}

function finish(gathering: Gathering): PngParts {
  const { header, colourTable, alphaTable, orientation, hasColourProfile, frames, notes } = gathering;
  if (header.channels === 'indexed' && colourTable === undefined) {
    throw new MaskmendError('corrupt-file', 'the PNG is indexed, but has no colour table');
  }
  const { width, height, channels, bitDepth } = header;
  return {
    header,
    colourTable,
    alphaTable: colourTable && alphaTable?.subarray(0, colourTable.length / 3),
    imageData: gathering.imageData.joined(),
    facts: { width, height, channels, bitDepth, orientation, hasColourProfile, frames, notes },
  };
}
