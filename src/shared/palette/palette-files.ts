import type { Palette } from '../model/palette.ts';
import { formatClassDict, isClassDict, parseClassDict } from './formats/class-dict-csv.ts';
import { formatCocoCategories, isCocoCategories, parseCocoCategories } from './formats/coco-categories-json.ts';
import { formatDatasetMeta, isDatasetMeta, parseDatasetMeta } from './formats/dataset-meta-json.ts';
import { type FileClasses, paletteOfFile } from './formats/file-class.ts';
import { formatHexList, isHexList, parseHexList } from './formats/hex-list.ts';
import { formatLabelColours, isLabelColours, parseLabelColours } from './formats/label-colours-txt.ts';
import { formatLabelmap, isLabelmap, parseLabelmap } from './formats/labelmap-txt.ts';
import { refuseFaults, type TellFault } from './formats/list-fault.ts';
import { isMapillaryConfig, parseMapillaryConfig } from './formats/mapillary-config-json.ts';
import { isPixelValues, parsePixelValues } from './formats/pixel-values-csv.ts';
import { readJson } from './formats/read-json.ts';
import { dataLines } from './formats/text-lines.ts';
import { paletteError, quoted } from './palette-error.ts';

export { paletteFromColourTable } from './colour-table-palette.ts';

const writers = {
  'labelmap.txt': formatLabelmap,
  'label_colors.txt': formatLabelColours,
  'class_dict.csv': formatClassDict,
  'dataset_meta.json': formatDatasetMeta,
  'categories.json': formatCocoCategories,
  'colours.txt': formatHexList,
} as const satisfies Record<string, (palette: Palette) => string>;

/** The formats a palette can be written in, each by the name such files usually have. */
export type PaletteFileFormat = keyof typeof writers;

// Object.keys forgets the key type; `writers` is a literal with no further keys.
export const paletteFileFormats = Object.keys(writers) as readonly PaletteFileFormat[];

/** What the formats cannot hold is told at each format's writer; all of them lose the evidence. */
export function formatPaletteFile(palette: Palette, format: PaletteFileFormat): string {
  return writers[format](palette);
}

/** The format that a file of this name should be written in; `labelmap.txt` where the name tells nothing. */
export function paletteFileFormatOfName(name: string): PaletteFileFormat {
  const base = baseName(name).toLowerCase();
  const known = paletteFileFormats.find((format) => format === base);
  if (known !== undefined) {
    return known;
  }
  if (base.endsWith('.json')) {
    return 'categories.json';
  }
  if (base.endsWith('.csv')) {
    return 'class_dict.csv';
  }
  return base.endsWith('.hex') ? 'colours.txt' : 'labelmap.txt';
}

/** Longest text taken: JSON may be a COCO file with its annotations; 65 535 lines of a list need a few megabytes. */
const MAX_JSON_CHARACTERS = 128 * 1024 * 1024;
const MAX_LIST_CHARACTERS = 16 * 1024 * 1024;

/**
 * Reads a palette file. The content decides on the format; the name helps where the content is of no known form.
 * Formats: CVAT `labelmap.txt`, CamVid `label_colors.txt`, `class_dict.csv`, datumaro `dataset_meta.json`, COCO
 * categories, Mapillary `config.json`, Roboflow's `_classes.csv`, a plain list of hexadecimal colours.
 *
 * @param name The file's name, with or without its folders.
 * @param text The whole file, at most 128 Mi characters of JSON or 16 Mi of the other formats.
 * @throws MaskmendError invalid-palette, with the line (or the JSON entry) and what was expected there.
 */
export function parsePaletteFile(name: string, text: string): Palette {
  return readPaletteFile(name, text, refuseFaults);
}

/**
 * As `parsePaletteFile`; of entries that are wrong by themselves `tell` decides: where it does not throw, what can be had of
 * them is taken.
 */
export function readPaletteFile(name: string, text: string, tell: TellFault): Palette {
  const plain = text.startsWith('\u{feff}') ? text.slice(1) : text;
  const isJson = /^\s*[[{]/.test(plain);
  checkLength(plain.length, isJson ? MAX_JSON_CHARACTERS : MAX_LIST_CHARACTERS);
  if (plain.slice(0, 4096).includes('\0')) {
    throw paletteError('expected a text file, found binary data', 'save the palette as UTF-8 text');
  }
  const classes = isJson ? parseJsonPalette(plain, tell) : parserOf(baseName(name), plain)(plain, tell);
  return paletteOfFile(classes, `file ${baseName(name)}`, tell);
}

function baseName(name: string): string {
  return name.split(/[/\\]/).at(-1) ?? name;
}

function checkLength(length: number, limit: number): void {
  if (length > limit) {
    throw paletteError(
      `the file has ${length} characters; a palette file of this kind has at most ${limit}`,
      'keep only the list of classes',
    );
  }
}

function parseJsonPalette(text: string, tell: TellFault): FileClasses {
  const value = readJson(text);
  if (typeof value === 'object' && value !== null) {
    if (isCocoCategories(value)) {
      return parseCocoCategories(value, tell);
    }
    if (isDatasetMeta(value)) {
      return parseDatasetMeta(value, tell);
    }
    if (isMapillaryConfig(value)) {
      return parseMapillaryConfig(value, tell);
    }
  }
  throw paletteError('expected JSON with categories (COCO), label_map (datumaro) or labels (Mapillary)');
}

type ListParser = (text: string, tell: TellFault) => FileClasses;

interface ListFormat {
  readonly is: (text: string) => boolean;
  readonly parse: ListParser;
  /** Names of files that are taken for the format where the content is of no known form. */
  readonly name: RegExp;
}

const lists: readonly ListFormat[] = [
  { is: isLabelColours, parse: parseLabelColours, name: /^label_colou?rs?\.txt$/i },
  { is: isPixelValues, parse: parsePixelValues, name: /^_classes\.csv$/i },
  { is: isClassDict, parse: parseClassDict, name: /\.csv$/i },
  { is: isHexList, parse: parseHexList, name: /\.hex$|colou?rs?\.txt$|palette\.txt$/i },
  { is: isLabelmap, parse: parseLabelmap, name: /^labelmap\.txt$/i },
];

/** The head of a file is enough to tell its format. */
const HEAD_CHARACTERS = 65_536;

function parserOf(name: string, whole: string): ListParser {
  const text = whole.slice(0, HEAD_CHARACTERS);
  const list = lists.find(({ is }) => is(text)) ?? lists.find((format) => format.name.test(name));
  if (list === undefined) {
    const first = dataLines(text).at(0);
    throw paletteError(
      `line ${first?.number ?? 1}: expected a palette, found ${first === undefined ? 'nothing' : quoted(first.text)}`,
      'known formats are labelmap.txt, label_colors.txt, class_dict.csv, dataset_meta.json, COCO categories and a list of hex colours',
    );
  }
  return list.parse;
}
