import { MaskmendError } from '../errors.ts';
import type { ReadLimits } from '../limits.ts';
import type { JpegFacts } from '../model/file-facts.ts';
import { orientationOfExif } from './exif-orientation.ts';
import type { Frame } from './frame.ts';
import { isFrameMarker, parseFrame } from './frame.ts';
import { estimateQuality } from './ijg-quality.ts';
import type { JpegSegment } from './segments.ts';
import { markers, readSegment, truncatedHeader, uint16At } from './segments.ts';
import { naturalOrder } from './zigzag.ts';

/** What the segments before the first scan tell. */
export interface JpegHeader {
  /** Coded (unrotated) size in pixels. */
  readonly width: number;
  readonly height: number;
  readonly componentCount: number;
  readonly bitDepth: 8;
  /** EXIF orientation 1..8; 1 where there is none. */
  readonly orientation: number;
  readonly hasColourProfile: boolean;
  readonly facts: JpegFacts;
}

/** Segments gathered up to the first scan. */
export interface JpegPrologue {
  readonly frame: Frame;
  /** By table number 0..3, in natural order. */
  readonly quantisation: readonly (Uint16Array | undefined)[];
  readonly colourModel: JpegFacts['colourModel'];
  readonly header: JpegHeader;
}

interface Gathered {
  frame?: Frame;
  readonly quantisation: (Uint16Array | undefined)[];
  readonly hints: string[];
  adobeTransform?: number;
  isJfif: boolean;
  restartInterval: number;
  orientation: number;
  hasColourProfile: boolean;
}

/**
 * Reads the header of a JPEG: everything before its first scan; the picture data are not touched.
 * Throws `unsupported-format` (CMYK, 12 bit, lossless), `corrupt-file`, `truncated-file`, `too-large`.
 */
export function readJpegHeader(bytes: Uint8Array, limits: ReadLimits): JpegHeader {
  return readPrologue(bytes, limits).header;
}

export function readPrologue(bytes: Uint8Array, limits: ReadLimits): JpegPrologue {
  if (bytes[0] !== 0xff || bytes[1] !== markers.startOfImage) {
    throw new MaskmendError('unsupported-format', 'this is no JPEG file');
  }
  const gathered: Gathered = {
    quantisation: [],
    hints: [],
    isJfif: false,
    restartInterval: 0,
    orientation: 1,
    hasColourProfile: false,
  };
  for (let offset = 2; ;) {
    const segment = readSegment(bytes, offset);
    if (segment === undefined) throw truncatedHeader();
    if (segment.marker === markers.startOfScan) break;
    takeSegment(gathered, segment, limits);
    offset = segment.end;
  }
  return describePrologue(gathered);
}

function takeSegment(gathered: Gathered, segment: JpegSegment, limits: ReadLimits): void {
  const { marker, body } = segment;
  if (isFrameMarker(marker)) gathered.frame = parseFrame(marker, body, limits);
  else if (marker === markers.quantisationTables) parseQuantisation(body, gathered.quantisation);
  else if (marker === markers.restartInterval) gathered.restartInterval = uint16At(body, 0);
  else if (marker === markers.app0) takeJfif(gathered, body);
  else if (marker === markers.app1) takeExif(gathered, body);
  else if (marker === markers.app2) gathered.hasColourProfile ||= asciiOf(body, 11) === 'ICC_PROFILE';
  else if (marker === markers.app14) takeAdobe(gathered, body);
  else if (marker === markers.comment) gathered.hints.push(`comment "${printable(body)}"`);
}

/** Parses a DQT segment into `tables`, 8- and 16-bit steps alike; a step of 0 is no step. */
export function parseQuantisation(body: Uint8Array, tables: (Uint16Array | undefined)[]): void {
  for (let at = 0; at < body.length;) {
    const head = body[at++];
    const bytesPerStep = head >> 4 === 0 ? 1 : 2;
    if (head >> 4 > 1 || (head & 15) > 3) throw new MaskmendError('corrupt-file', 'a quantisation table is broken');
    if (at + 64 * bytesPerStep > body.length) throw truncatedHeader();
    const table = new Uint16Array(64);
    for (let k = 0; k < 64; k++, at += bytesPerStep) {
      const step = bytesPerStep === 1 ? body[at] : uint16At(body, at);
      if (step === 0) throw new MaskmendError('corrupt-file', 'a quantisation table holds a step of 0');
      table[naturalOrder[k]] = step;
    }
    tables[head & 15] = table;
  }
}

function takeJfif(gathered: Gathered, body: Uint8Array): void {
  if (asciiOf(body, 5) !== 'JFIF\0' || body.length < 7) return;
  gathered.isJfif = true;
  gathered.hints.push(`JFIF ${body[5]}.${String(body[6]).padStart(2, '0')}`);
}

function takeExif(gathered: Gathered, body: Uint8Array): void {
  if (asciiOf(body, 6) !== 'Exif\0\0') return;
  gathered.orientation = orientationOfExif(body.subarray(6));
  gathered.hints.push('Exif');
}

function takeAdobe(gathered: Gathered, body: Uint8Array): void {
  if (asciiOf(body, 5) !== 'Adobe' || body.length < 12) return;
  gathered.adobeTransform = body[11];
  gathered.hints.push('Adobe');
}

function describePrologue(gathered: Gathered): JpegPrologue {
  const { frame, quantisation } = gathered;
  if (frame === undefined) throw new MaskmendError('corrupt-file', 'the file has no frame header');
  const colourModel = colourModelOf(frame, gathered);
  const tables = frame.components.flatMap((component) => quantisation[component.tableNumber] ?? []);
  const { quality, hasStandardTables, tableDeviation } = estimateQuality(tables);
  const header: JpegHeader = {
    width: frame.width,
    height: frame.height,
    componentCount: frame.components.length,
    bitDepth: 8,
    orientation: gathered.orientation,
    hasColourProfile: gathered.hasColourProfile,
    facts: {
      quality,
      hasStandardTables,
      tableDeviation: tables.length === 0 ? 0 : tableDeviation,
      subsampling: subsamplingOf(frame),
      colourModel,
      isProgressive: frame.isProgressive,
      isArithmetic: frame.isArithmetic,
      restartInterval: gathered.restartInterval,
      encoderHints: gathered.hints,
    },
  };
  return { frame, quantisation, colourModel, header };
}

/** How libjpeg tells the colour model of three components (jdapimin.c, default_decompress_parms). */
function colourModelOf(frame: Frame, gathered: Gathered): JpegFacts['colourModel'] {
  if (frame.components.length === 1) return 'grey';
  if (gathered.isJfif) return 'ycbcr';
  if (gathered.adobeTransform !== undefined) return gathered.adobeTransform === 0 ? 'rgb' : 'ycbcr';
  const ids = frame.components.map((component) => String.fromCharCode(component.id)).join('');
  return ids === 'RGB' ? 'rgb' : 'ycbcr';
}

const SUBSAMPLING_NAMES: Readonly<Record<string, JpegFacts['subsampling']>> = {
  '1x1': '4:4:4',
  '2x1': '4:2:2',
  '2x2': '4:2:0',
  '1x2': '4:4:0',
  '4x1': '4:1:1',
  '4x2': '4:1:0',
};

function subsamplingOf(frame: Frame): JpegFacts['subsampling'] {
  if (frame.components.length === 1) return 'grey';
  const [luma, cb, cr] = frame.components;
  const isChromaEqual = cb.horizontalSampling === cr.horizontalSampling && cb.verticalSampling === cr.verticalSampling;
  const ratio = `${luma.horizontalSampling / cb.horizontalSampling}x${luma.verticalSampling / cb.verticalSampling}`;
  return (isChromaEqual ? SUBSAMPLING_NAMES[ratio] : undefined) ?? 'other';
}

function asciiOf(bytes: Uint8Array, length: number): string {
  return String.fromCharCode(...bytes.subarray(0, length));
}

const MAX_COMMENT = 80;

function printable(bytes: Uint8Array): string {
  return asciiOf(bytes, MAX_COMMENT)
    .replace(/[^\x20-\x7e]+/g, ' ')
    .trim();
}
