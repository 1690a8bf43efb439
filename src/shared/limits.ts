import { MaskmendError } from './errors.ts';
import { type LimitName, limitNames } from './limit-names.ts';

/**
 * What readers of strangers' files take, at most. Checked on a header's promises, before memory is taken. A person may
 * set each (`limitTable`): at the command line, by the environment, in the app's settings. Nothing that is read sets any.
 */
export interface ReadLimits {
  /** Largest picture, in pixels: of a mask, a photo, or what an annotation says of its picture. */
  readonly maxPixels: number;
  /** Largest width or height, in pixels. */
  readonly maxSide: number;
  /** Largest picture file, and largest file of an archive once it is unpacked, in bytes. */
  readonly maxBytes: number;
  /** Largest text that is read whole, and largest entry of one that is read in parts, in bytes. */
  readonly maxTextBytes: number;
  /** Brackets in brackets of a JSON text, at most. */
  readonly maxNesting: number;
  /** Files below a folder that is opened as a dataset. */
  readonly maxFiles: number;
  /** Files of an archive. */
  readonly maxEntries: number;
  /** All files of an archive together, unpacked, in bytes. */
  readonly maxUnpackedBytes: number;
  /** Unpacked bytes per packed one, over a whole archive that unpacks to more than 256 MiB. */
  readonly maxRatio: number;
}

/** A limit as a person sets it. */
export interface LimitRange {
  readonly field: keyof ReadLimits;
  /** Bytes are written with powers of 1024 (`2G`), all else with powers of 1000. */
  readonly unit: 'pixels' | 'bytes' | 'levels' | 'files' | 'times';
  /** Bounds of what may be set, both allowed: below the least nothing useful is read, beyond the most no reader goes. */
  readonly least: number;
  readonly most: number;
  readonly usual: number;
}

const GIBIBYTE = 1024 ** 3;
const MEBIBYTE = 1024 ** 2;

/** Largest width or height that any reader takes, in pixels: places in a mask are checked by it. */
export const MOST_SIDE = 1_000_000;

/** The limits by the names that people set them by; the unit, what may be set, and what holds where nothing is. */
export const limitTable: Readonly<Record<LimitName, LimitRange>> = {
  // Samples of a picture and its coefficients take 2 GB at most (check-picture-size.ts, jpeg/coefficient-store.ts).
  pixels: { field: 'maxPixels', unit: 'pixels', least: 1, most: 2_000_000_000, usual: 500_000_000 },
  side: { field: 'maxSide', unit: 'pixels', least: 1, most: MOST_SIDE, usual: 65_535 },
  // Files are read at once, of which the system gives 2^31 - 1 bytes.
  bytes: { field: 'maxBytes', unit: 'bytes', least: 1024, most: 2 ** 31 - 1, usual: GIBIBYTE },
  // V8 holds no longer text than 2^29 - 24 characters.
  'text-bytes': { field: 'maxTextBytes', unit: 'bytes', least: 1024, most: 2 ** 29 - 24, usual: 64 * MEBIBYTE },
  // What is kept letter for letter is written by calls within calls.
  nesting: { field: 'maxNesting', unit: 'levels', least: 8, most: 1000, usual: 512 },
  files: { field: 'maxFiles', unit: 'files', least: 1, most: 50_000_000, usual: 5_000_000 },
  // A Map has room for 2^24 entries.
  'archive-files': { field: 'maxEntries', unit: 'files', least: 1, most: 16_000_000, usual: 2_000_000 },
  'archive-bytes': {
    field: 'maxUnpackedBytes',
    unit: 'bytes',
    least: 1024,
    most: 1024 * 1024 * GIBIBYTE,
    usual: 1024 * GIBIBYTE,
  },
  // Deflate packs to a 1032nd at best. Flat masks reach some hundred to one where they are stored as BMP; an archive of
  // PNG or JPEG is near one to one.
  'archive-ratio': { field: 'maxRatio', unit: 'times', least: 1, most: 1032, usual: 200 },
};

/** The limits of files that a person has set; the others are the usual ones. */
export type ChosenLimits = Readonly<Partial<Record<LimitName, number | undefined>>>;

/** The limits where nobody has set any. */
export const defaultReadLimits: ReadLimits = readLimits();

/** What readers go by; the later of several choices counts. */
export function readLimits(...choices: readonly ChosenLimits[]): ReadLimits {
  const valueOf = (name: LimitName): number =>
    choices.findLast((chosen) => chosen[name] !== undefined)?.[name] ?? limitTable[name].usual;
  const entries = limitNames.map((name) => [limitTable[name].field, valueOf(name)] as const);
  // Every field belongs to one name: test/limits/limits.test.ts.
  return Object.fromEntries(entries) as Record<keyof ReadLimits, number>;
}

/** A limit in words: `500,000,000 pixels`, `200 times`. */
export function limitInWords(name: LimitName, value: number): string {
  return `${value.toLocaleString('en-US')} ${limitTable[name].unit}`;
}

/**
 * The failure of what a limit does not allow. The hint tells to raise it; how, the command line adds.
 * @param what What was found, without a full stop: `has 5000 bytes`.
 */
export function beyondLimit(
  name: LimitName,
  what: string,
  { limits, hint, path }: { readonly limits: ReadLimits; readonly hint?: string; readonly path?: string },
): MaskmendError {
  const { field, most } = limitTable[name];
  const limit = limits[field];
  const isRaisable = limit < most;
  const hints = [hint, isRaisable ? 'raise the limit where you trust the file' : undefined];
  const told = hints.filter((each) => each !== undefined).join(', or ');
  return new MaskmendError('too-large', `${what}; the limit is ${limitInWords(name, limit)}`, {
    ...(told !== '' && { hint: told }),
    ...(isRaisable && { option: `--limit ${name}` }),
    ...(path !== undefined && { path }),
  });
}
