import type { ReadLimits } from '../../../shared/limits.ts';
import type { FileRef } from '../../../shared/model/dataset.ts';
import { readJsonBytesElements } from '../reading/json-elements.ts';
import { stemOf } from '../tree/safe-name.ts';

/** How the pictures that labelme puts into its files begin as Base64. */
const BEGINNINGS = [
  ['/9j/', '.jpg'],
  ['iVBORw0KGgo', '.png'],
  ['UklGR', '.webp'],
  ['Qk', '.bmp'],
  ['SUkq', '.tif'],
  ['TU0A', '.tif'],
] as const;

/** The photo in a file of labelme, called as the file is; undefined where there is none that can be told. */
export function embeddedPhoto(file: FileRef, bytes: Uint8Array, limits: ReadLimits): FileRef | undefined {
  const place = placeOfText(bytes, limits);
  if (place === undefined) return undefined;
  const first = Buffer.from(bytes.subarray(place.at, place.at + Math.min(64, place.characters)));
  // Some writers put a backslash before each slash.
  const text = first.toString('latin1').replaceAll('\\', '');
  const extension = BEGINNINGS.find(([beginning]) => text.startsWith(beginning))?.[1];
  if (extension === undefined) return undefined;
  const embedded = { ...place, textBytes: bytes.length };
  return {
    ...file,
    name: `${stemOf(file.name)}${extension}`,
    bytes: Math.floor((3 * place.characters) / 4),
    embedded,
  };
}

const QUOTE = 0x22;

/** Where the text of `imageData` stands, without its quotes. */
function placeOfText(
  bytes: Uint8Array,
  limits: ReadLimits,
): { readonly at: number; readonly characters: number } | undefined {
  const found: { readonly at: number; readonly length: number }[] = [];
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  readJsonBytesElements(text, {
    lists: new Set(),
    limits,
    onElement: () => undefined,
    onValue: (value) => {
      if (value.key === 'imageData') found.push(value);
    },
  });
  const value = found.at(-1);
  const from = value === undefined ? -1 : text.indexOf(QUOTE, value.at);
  const end = value === undefined ? -1 : text.lastIndexOf(QUOTE, value.at + value.length - 1);
  return from < 0 || end <= from + 1 || value === undefined || end < value.at
    ? undefined
    : { at: from + 1, characters: end - from - 1 };
}
