import { MaskmendError } from '../errors.ts';
import { LARGE_PIXELS } from '../shared-memory.ts';
import type { ReadLimits } from '../limits.ts';
import { ArithmeticReader } from './arithmetic-reader.ts';
import { arithmeticBlockReader } from './arithmetic-scan.ts';
import { ConditioningTables, arithmeticComponents } from './arithmetic-tables.ts';
import { decodeScanByKernel } from './decode-scan.ts';
import { CoefficientStore } from './coefficient-store.ts';
import { EntropyReader } from './entropy-reader.ts';
import type { Frame, FrameComponent } from './frame.ts';
import { isFrameMarker } from './frame.ts';
import type { HuffmanTable } from './huffman-table.ts';
import { buildHuffmanTable } from './huffman-table.ts';
import type { JpegImage } from './jpeg-image.ts';
import type { JpegHeader, JpegPrologue } from './jpeg-header.ts';
import { parseQuantisation, readPrologue } from './jpeg-header.ts';
import { progressiveBlockReader } from './progressive-scan.ts';
import type { NamedComponent, ScanComponent, ScanParameters } from './scan-walk.ts';
import { walkScan } from './scan-walk.ts';
import type { JpegSegment } from './segments.ts';
import { markers, readSegment, truncatedHeader, uint16At } from './segments.ts';
import { readSequentialBlock } from './sequential-scan.ts';

/** No encoder writes more; a hostile file could make us walk a large picture for every few bytes of a scan. */
const MAX_SCANS = 100;

/** Everything that changes while the segments of one file are read. */
interface Decoding {
  readonly bytes: Uint8Array;
  readonly frame: Frame;
  readonly quantisation: (Uint16Array | undefined)[];
  readonly dcTables: (HuffmanTable | undefined)[];
  readonly acTables: (HuffmanTable | undefined)[];
  readonly conditioning: ConditioningTables;
  readonly mcus: { readonly wide: number; readonly high: number };
  readonly stores: (CoefficientStore | undefined)[];
  /** Components whose DC has been read. */
  readonly seen: Set<number>;
  restartInterval: number;
  scans: number;
}

/**
 * Reads the quantised DCT coefficients of a baseline, extended (8-bit) or progressive JPEG, Huffman- or
 * arithmetic-coded, ITU-T T.81.
 *
 * Memory grows with the detail of the picture, not with what the header promises: a header that promises more blocks
 * than its bytes can code is refused before anything is allocated. A Huffman-coded file without its end marker is read
 * if all blocks are there. Throws `unsupported-format`, `corrupt-file`, `truncated-file`, `too-large`.
 */
export function readJpeg(bytes: Uint8Array, limits: ReadLimits): { header: JpegHeader; image: JpegImage } {
  const prologue = readPrologue(bytes, limits);
  const decoding = startDecoding(bytes, prologue);
  for (let offset = 2; ;) {
    const segment = readSegment(bytes, offset);
    if (segment === undefined) break;
    offset = takeSegment(decoding, segment);
  }
  return { header: prologue.header, image: finish(decoding, prologue) };
}

function startDecoding(bytes: Uint8Array, prologue: JpegPrologue): Decoding {
  const { frame } = prologue;
  const sampling = largestSampling(frame);
  const mcus = {
    wide: Math.ceil(frame.width / (8 * sampling.horizontal)),
    high: Math.ceil(frame.height / (8 * sampling.vertical)),
  };
  assertEnoughBytes(bytes, frame, mcus);
  return {
    bytes,
    frame,
    quantisation: [],
    dcTables: [],
    acTables: [],
    conditioning: new ConditioningTables(),
    mcus,
    stores: [],
    seen: new Set(),
    restartInterval: 0,
    scans: 0,
  };
}

/** Blocks that share one bit of an arithmetic-coded scan: no mask of that size is as empty as this. */
const ARITHMETIC_BLOCKS_PER_BIT = 256;

/** Each block takes at least one bit of a Huffman-coded scan that holds its DC. */
function assertEnoughBytes(bytes: Uint8Array, frame: Frame, mcus: Decoding['mcus']): void {
  const blocksPerMcu = frame.components.reduce((sum, part) => sum + samplingOf(frame, part).blocks, 0);
  // Scans of a single component may leave out the blocks that only fill up MCUs: count half of the promise.
  const fewestBits = (mcus.wide * mcus.high * blocksPerMcu) / 2;
  const blocksPerBit = frame.isArithmetic ? ARITHMETIC_BLOCKS_PER_BIT : 1;
  if (bytes.length * 8 * blocksPerBit < fewestBits) {
    throw new MaskmendError('truncated-file', `the file is too short for ${frame.width} x ${frame.height} pixels`, {
      hint: 'copy or export it again',
    });
  }
}

/** Takes one segment and returns the offset of the next. */
function takeSegment(decoding: Decoding, segment: JpegSegment): number {
  const { marker, body } = segment;
  if (marker === markers.quantisationTables) parseQuantisation(body, decoding.quantisation);
  else if (marker === markers.huffmanTables) parseHuffman(body, decoding);
  else if (marker === markers.arithmeticConditioning) decoding.conditioning.parse(body);
  else if (marker === markers.restartInterval) decoding.restartInterval = uint16At(body, 0);
  else if (marker === markers.startOfScan) return readScan(decoding, segment);
  else if (isFrameMarker(marker) && decoding.scans > 0) {
    throw new MaskmendError('corrupt-file', 'the file holds a second frame');
  }
  return segment.end;
}

function parseHuffman(body: Uint8Array, decoding: Decoding): void {
  for (let at = 0; at < body.length;) {
    const head = body[at];
    const counts = body.subarray(at + 1, at + 17);
    const total = counts.reduce((sum, count) => sum + count, 0);
    if (head >> 4 > 1 || (head & 15) > 3 || total > 256) {
      throw new MaskmendError('corrupt-file', 'a Huffman table is broken');
    }
    if (at + 17 + total > body.length) throw truncatedHeader();
    const tables = head >> 4 === 0 ? decoding.dcTables : decoding.acTables;
    tables[head & 15] = buildHuffmanTable(counts, body.subarray(at + 17, at + 17 + total));
    at += 17 + total;
  }
}

function readScan(decoding: Decoding, segment: JpegSegment): number {
  if (++decoding.scans > MAX_SCANS)
    throw new MaskmendError('corrupt-file', `the file has more than ${MAX_SCANS} scans`);
  const { frame, bytes } = decoding;
  assertScanHeader(segment.body, frame);
  const parameters = parseScanParameters(segment.body, frame.isProgressive);
  const named = parseScanComponents(decoding, segment.body, parameters);
  if (frame.isArithmetic) return readArithmeticScan(decoding, { named, parameters, offset: segment.end });
  const components = named.map((component) => huffmanComponent(decoding, component, parameters));
  if (!frame.isProgressive && components.length === frame.components.length) {
    const { mcus, restartInterval } = decoding;
    const end = decodeScanByKernel({ bytes, offset: segment.end, components, mcus, restartInterval });
    if (end !== undefined) return new EntropyReader(bytes, end).findNextMarker();
  }
  const reader = new EntropyReader(bytes, segment.end);
  const readBlock = frame.isProgressive ? progressiveBlockReader(parameters) : readSequentialBlock;
  walkScan({ reader, components, parameters, readBlock, restartInterval: decoding.restartInterval }, decoding.mcus);
  return reader.findNextMarker();
}

interface ArithmeticScan {
  readonly named: readonly NamedComponent[];
  readonly parameters: ScanParameters;
  readonly offset: number;
}

function readArithmeticScan(decoding: Decoding, { named, parameters, offset }: ArithmeticScan): number {
  const { components, learnt } = arithmeticComponents(named, decoding.conditioning);
  const reader = new ArithmeticReader(decoding.bytes, offset, learnt);
  const readBlock = arithmeticBlockReader(parameters, decoding.frame.isProgressive);
  walkScan({ reader, components, parameters, readBlock, restartInterval: decoding.restartInterval }, decoding.mcus);
  return reader.findNextMarker();
}

function assertScanHeader(body: Uint8Array, frame: Frame): void {
  const count = body[0];
  const isValid = body.length > 0 && count >= 1 && count <= frame.components.length && body.length >= 4 + 2 * count;
  if (!isValid) throw new MaskmendError('corrupt-file', 'a scan header is broken');
}

function parseScanParameters(body: Uint8Array, isProgressive: boolean): ScanParameters {
  if (!isProgressive) {
    return { spectralStart: 0, spectralEnd: 63, approximationHigh: 0, approximationLow: 0, endOfBandRun: 0 };
  }
  const [spectralStart, spectralEnd, approximation] = body.subarray(1 + 2 * body[0]);
  const [approximationHigh, approximationLow] = [approximation >> 4, approximation & 15];
  const isBandValid = spectralStart === 0 ? spectralEnd === 0 : spectralStart <= spectralEnd && spectralEnd <= 63;
  const isStepValid = approximationLow <= 13 && (approximationHigh === 0 || approximationHigh === approximationLow + 1);
  if (!isBandValid || !isStepValid) throw new MaskmendError('corrupt-file', 'a scan header is broken');
  return { spectralStart, spectralEnd, approximationHigh, approximationLow, endOfBandRun: 0 };
}

function parseScanComponents(decoding: Decoding, body: Uint8Array, scan: ScanParameters): NamedComponent[] {
  const count = body[0];
  if (scan.spectralStart > 0 && count > 1) throw new MaskmendError('corrupt-file', 'a scan header is broken');
  const chosen = Array.from({ length: count }, (_, i) => {
    const [id, tables] = body.subarray(1 + 2 * i);
    return { store: beginComponent(decoding, id, scan), dcNumber: tables >> 4, acNumber: tables & 15 };
  });
  if (new Set(chosen.map((component) => component.store)).size < count) {
    throw new MaskmendError('corrupt-file', 'a scan names a component twice');
  }
  return chosen;
}

function beginComponent(decoding: Decoding, id: number, scan: ScanParameters): CoefficientStore {
  const index = decoding.frame.components.findIndex((component) => component.id === id);
  if (index < 0) throw new MaskmendError('corrupt-file', 'a scan names an unknown component');
  if (holdsFirstDc(scan)) decoding.seen.add(index);
  else if (!decoding.seen.has(index)) throw new MaskmendError('corrupt-file', 'the scans are out of order');
  return storeOf(decoding, index);
}

function holdsFirstDc(scan: ScanParameters): boolean {
  return scan.spectralStart === 0 && scan.approximationHigh === 0;
}

/** Stands for a table that the scan does not use. */
const NO_TABLE = buildHuffmanTable(new Uint8Array(16), new Uint8Array(0));

function huffmanComponent(decoding: Decoding, named: NamedComponent, scan: ScanParameters): ScanComponent {
  const dcTable = decoding.dcTables[named.dcNumber] ?? (holdsFirstDc(scan) ? undefined : NO_TABLE);
  const acTable = decoding.acTables[named.acNumber] ?? (scan.spectralEnd > 0 ? undefined : NO_TABLE);
  if (dcTable === undefined || acTable === undefined) {
    throw new MaskmendError('corrupt-file', 'a Huffman table is missing', { hint: 'export the file again' });
  }
  return { store: named.store, dcTable, acTable, predictor: 0 };
}

/** The store of a component, made when its first scan begins: then its quantisation table must be known. */
function storeOf(decoding: Decoding, index: number): CoefficientStore {
  const existing = decoding.stores[index];
  if (existing !== undefined) return existing;
  const { frame, mcus } = decoding;
  const part = frame.components[index];
  const quantisation = decoding.quantisation[part.tableNumber];
  if (quantisation === undefined) {
    throw new MaskmendError('corrupt-file', 'a quantisation table is missing', { hint: 'export the file again' });
  }
  const sampling = samplingOf(frame, part);
  const largest = largestSampling(frame);
  const layout = {
    id: part.id,
    horizontalSampling: sampling.horizontal,
    verticalSampling: sampling.vertical,
    blocksWide: Math.ceil(Math.ceil((frame.width * sampling.horizontal) / largest.horizontal) / 8),
    blocksHigh: Math.ceil(Math.ceil((frame.height * sampling.vertical) / largest.vertical) / 8),
    storedBlocksWide: mcus.wide * sampling.horizontal,
    storedBlocksHigh: mcus.high * sampling.vertical,
    quantisation,
  };
  const store = new CoefficientStore(layout, frame.width * frame.height >= LARGE_PIXELS);
  decoding.stores[index] = store;
  return store;
}

/** A single component is never interleaved: its MCU is one block whatever its factors say (ITU-T T.81 A.2.2). */
function samplingOf(frame: Frame, part: FrameComponent): { horizontal: number; vertical: number; blocks: number } {
  const isSingle = frame.components.length === 1;
  const horizontal = isSingle ? 1 : part.horizontalSampling;
  const vertical = isSingle ? 1 : part.verticalSampling;
  return { horizontal, vertical, blocks: horizontal * vertical };
}

function largestSampling(frame: Frame): { horizontal: number; vertical: number } {
  const all = frame.components.map((part) => samplingOf(frame, part));
  return {
    horizontal: Math.max(...all.map((sampling) => sampling.horizontal)),
    vertical: Math.max(...all.map((sampling) => sampling.vertical)),
  };
}

function finish(decoding: Decoding, prologue: JpegPrologue): JpegImage {
  const { frame, mcus } = decoding;
  if (decoding.seen.size < frame.components.length) {
    throw new MaskmendError('truncated-file', 'the file ends before the picture', { hint: 'copy or export it again' });
  }
  const sampling = largestSampling(frame);
  return {
    width: frame.width,
    height: frame.height,
    colourModel: prologue.colourModel,
    maxHorizontalSampling: sampling.horizontal,
    maxVerticalSampling: sampling.vertical,
    mcusWide: mcus.wide,
    mcusHigh: mcus.high,
    // Every component was seen, so every store was made.
    components: decoding.stores.flatMap((store) => store?.finish() ?? []),
  };
}
