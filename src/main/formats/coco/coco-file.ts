import { z } from 'zod';
import { MaskmendError } from '../../../shared/errors.ts';
import { MOST_SIDE, type ReadLimits } from '../../../shared/limits.ts';
import type { AnnotationPiece, DatasetProblem, FileRef, KeptPart } from '../../../shared/model/dataset.ts';
import { readJsonElements, readJsonBytesElements, type ElementReading } from '../reading/json-elements.ts';
import { firstIssue } from '../reading/first-issue.ts';
import { NumberList } from '../reading/number-list.ts';
import { strictJson } from '../reading/json-fields.ts';
import { readRanges } from '../tree/read-ref.ts';
import { baseOf } from '../tree/safe-name.ts';
import { isReadInPlace, readText } from '../tree/source-tree.ts';
import { cocoAnnotationSchema } from './coco-annotation.ts';

const id = z.union([z.int(), z.string()], 'expected a whole number or a text');
const EXPECTED_SIDE = `expected a whole number from 1 to ${MOST_SIDE}`;
/** Some writers leave the size out, or write 0: the photo tells it then. Others write its digits as a text. */
const side = z.preprocess(
  (value) => (typeof value === 'string' && /^\d{1,7}$/.test(value) ? Number(value) : value),
  z.int(EXPECTED_SIDE).min(0, EXPECTED_SIDE).max(MOST_SIDE, EXPECTED_SIDE).nullish(),
);
const addressSchema = z.looseObject({ coco_url: z.string().min(1), file_name: z.undefined().optional() });
const imageSchema = z.preprocess(
  withNameOfAddress,
  z.object({
    id,
    file_name: z.string('expected a name').min(1, 'expected a name'),
    width: side,
    height: side,
  }),
);
const categorySchema = z.object({
  id,
  name: z.string().optional(),
  color: z.unknown().optional(),
});

/** LVIS names its images by their addresses at COCO alone. */
function withNameOfAddress(value: unknown): unknown {
  const { success, data } = addressSchema.safeParse(value);
  return success ? { ...data, file_name: baseOf(data.coco_url) } : value;
}

/** Place and length in bytes. */
type TextPlace = readonly [at: number, length: number];

/** An image; its number among those of the file. */
export type CocoImage = z.infer<typeof imageSchema> & { readonly number: number };
type ReadCategory = z.infer<typeof categorySchema>;
/** A category; what the file says of it, letter for letter. */
export type CocoCategory = ReadCategory & { readonly text: string };

/** A COCO file, but for the geometry of its annotations, which is read picture by picture. */
export interface CocoFile {
  readonly file: FileRef;
  readonly images: readonly CocoImage[];
  readonly categories: readonly CocoCategory[];
  /** Keys and values of the whole that are no list of the above, letter for letter. */
  readonly fields: KeptPart['fields'];
  readonly problems: readonly DatasetProblem[];
  /** What the file says of an image, then its annotations in the order of the file. */
  readonly piecesOf: (number: CocoImage['number']) => readonly AnnotationPiece[];
}

const LISTS = new Set(['images', 'annotations', 'categories']);

/** Reads a COCO file of any size. Throws `corrupt-file` where it is no JSON; entries that are wrong are problems. */
export async function readCocoFile(file: FileRef, limits: ReadLimits): Promise<CocoFile> {
  // Neither in an archive nor in UTF-16 can anything be read again at its place.
  const bytes = isReadInPlace(file) ? undefined : Buffer.from(await readText(file, limits));
  const reader = new CocoReader(file, bytes);
  const { take: onElement, takeField: onValue } = reader;
  const reading: ElementReading = { lists: LISTS, limits, onElement, onValue };
  try {
    if (bytes === undefined) await readJsonElements(file.path, reading);
    else readJsonBytesElements(bytes, reading);
  } catch (error) {
    throw error instanceof MaskmendError && error.path === undefined ? error.at(file.name) : error;
  }
  return reader.finish();
}

/** Values of the whole that are kept: what the set is, and its licences. */
const MAX_FIELD_BYTES = 1024 * 1024;
const MAX_FIELDS = 64;

/** Problems that are kept; a file whose every entry is wrong has as many as entries. */
const MAX_PROBLEMS = 10_000;

class CocoReader {
  readonly #file: FileRef;
  readonly #images = new Map<string, CocoImage>();
  /** Place and length of each of them. */
  readonly #imagePlaces = new NumberList();
  readonly #categories = new Map<string, ReadCategory & { readonly place: TextPlace }>();
  readonly #problems: DatasetProblem[] = [];
  readonly #ids = new NumberList();
  /** Of each annotation: place and length in the file, and the place of its image in the order of first mention. */
  readonly #places = new NumberList();
  readonly #owners = new Map<number | string, number>();
  readonly #ownerOf = new NumberList();
  readonly #fields: (readonly [key: string, place: TextPlace])[] = [];
  /** Entries of each list so far: what has no id is named by its place. */
  readonly #counts = { image: 0, category: 0, annotation: 0 };

  readonly #bytes: Buffer | undefined;

  /** @param bytes The whole file, where it is at hand. */
  constructor(file: FileRef, bytes: Buffer | undefined) {
    this.#file = file;
    this.#bytes = bytes;
  }

  readonly take: ElementReading['onElement'] = ({ key, value, at, length }) => {
    if (key === 'images') this.#takeImage(value, [at, length]);
    else if (key === 'categories') this.#takeCategory(value, [at, length]);
    else this.#takeAnnotation(value, at, length);
  };

  readonly takeField: NonNullable<ElementReading['onValue']> = ({ key, at, length }) => {
    if (length <= MAX_FIELD_BYTES && this.#fields.length < MAX_FIELDS) this.#fields.push([key, [at, length]]);
  };

  #takeImage(value: unknown, place: TextPlace): void {
    const number = ++this.#counts.image;
    const image = imageSchema.safeParse(value);
    if (!image.success) {
      this.#tell(nameOf(value, 'image', number), `is left out: ${firstIssue(image.error)}`);
    } else if (this.#images.has(String(image.data.id))) {
      this.#tell(`image ${image.data.id}`, 'its id is used twice; the first image has it');
    } else {
      this.#images.set(String(image.data.id), { ...image.data, number: this.#images.size });
      for (const value of place) this.#imagePlaces.push(value);
    }
  }

  #takeCategory(value: unknown, place: TextPlace): void {
    const number = ++this.#counts.category;
    const category = categorySchema.safeParse(value);
    if (!category.success) this.#tell(nameOf(value, 'category', number), `is left out: ${firstIssue(category.error)}`);
    else if (this.#categories.has(String(category.data.id))) {
      this.#tell(`category ${category.data.id}`, 'its id is used twice; the first category has it');
    } else {
      this.#categories.set(String(category.data.id), { ...category.data, place });
      if (!category.data.name?.trim()) this.#tell(`category ${category.data.id}`, 'has no name', true);
    }
  }

  #takeAnnotation(value: unknown, at: number, length: number): void {
    const place = ++this.#counts.annotation;
    const annotation = cocoAnnotationSchema.safeParse(value);
    if (!annotation.success) {
      this.#tell(nameOf(value, 'annotation', place), `is left out: ${firstIssue(annotation.error)}`);
      return;
    }
    if (typeof annotation.data.id === 'number') this.#ids.push(annotation.data.id);
    const image = plainId(annotation.data.image_id);
    let owner = this.#owners.get(image);
    if (owner === undefined) this.#owners.set(image, (owner = this.#owners.size));
    this.#ownerOf.push(owner);
    this.#places.push(at);
    this.#places.push(length);
  }

  #tell(annotation: string, message: string, isWarning = false): void {
    if (this.#problems.length < MAX_PROBLEMS) {
      this.#problems.push({ file: this.#file.name, annotation, message, ...(isWarning && { isWarning }) });
    }
  }

  finish(): CocoFile {
    for (const id of this.#ids.repeated()) this.#tell(String(id), 'its id is used more than once; all are taken', true);
    const known = new Set([...this.#images.values()].map((image) => plainId(image.id)));
    const unknown = [...this.#owners.keys()].filter((image) => !known.has(image));
    for (const image of unknown) this.#tell(`image ${image}`, 'has annotations but is not among the images');
    const categories = [...this.#categories.values()].map(({ place, ...category }) => {
      return { ...category, text: this.#textAt(place) };
    });
    const fields = this.#fields.map(([key, place]) => [key, this.#textAt(place).replace(/^\s*:\s*/, '')] as const);
    const images = [...this.#images.values()];
    const pieces = { file: this.#file, bytes: this.#bytes, places: this.#placesByImage(images) };
    // What stays must not hold the reader, whose growing lists are as large again.
    return { file: this.#file, images, categories, fields, problems: this.#problems, piecesOf: piecesReader(pieces) };
  }

  /** Places and lengths of each image and, behind it, of its annotations in the order of the file. */
  #placesByImage(images: readonly CocoImage[]): PlacesByImage {
    const order = groupByOwner(this.#ownerOf.values(), this.#owners.size);
    const [places, ownPlaces] = [this.#places.values(), this.#imagePlaces.values()];
    const starts = new Uint32Array(images.length + 1);
    const values = new Float64Array(2 * (images.length + order.members.length));
    let end = 0;
    for (const { id, number } of images) {
      values.set(ownPlaces.subarray(2 * number, 2 * number + 2), end);
      end += 2;
      const owner = this.#owners.get(plainId(id));
      const members = owner === undefined ? [] : order.members.subarray(order.starts[owner], order.starts[owner + 1]);
      for (const member of members) {
        values.set(places.subarray(2 * member, 2 * member + 2), end);
        end += 2;
      }
      starts[number + 1] = end;
    }
    return { starts, values };
  }

  #textAt(place: TextPlace): string {
    const [bytes] =
      this.#bytes === undefined ? readRanges(this.#file, Float64Array.of(...place)) : [sliceOf(this.#bytes, place)];
    return strictJson(Buffer.from(bytes).toString().trim());
  }
}

interface PlacesByImage {
  readonly starts: Uint32Array;
  /** Pairs of place and length. */
  readonly values: Float64Array;
}

interface Pieces {
  readonly file: FileRef;
  readonly bytes: Buffer | undefined;
  readonly places: PlacesByImage;
}

function piecesReader({ file, bytes, places: { starts, values } }: Pieces): CocoFile['piecesOf'] {
  return (number) => {
    const places = values.slice(starts[number], starts[number + 1]);
    return bytes === undefined ? [{ kind: 'ranges', file, places }] : textPieces(bytes, places, file);
  };
}

function sliceOf(bytes: Buffer, [at, length]: TextPlace): Buffer {
  return bytes.subarray(at, at + length);
}

function textPieces(bytes: Buffer, places: Float64Array, { name }: FileRef): AnnotationPiece[] {
  return Array.from({ length: places.length / 2 }, (_, i) => {
    return { kind: 'text', file: name, text: sliceOf(bytes, [places[2 * i], places[2 * i + 1]]).toString() };
  });
}

/** Annotations grouped by their images, each group in the order of the file. */
function groupByOwner(owners: Float64Array, count: number): { starts: Int32Array; members: Int32Array } {
  const starts = new Int32Array(count + 1);
  for (const owner of owners) starts[owner + 1]++;
  for (let i = 0; i < count; i++) starts[i + 1] += starts[i];
  const next = starts.slice(0, count);
  const members = new Int32Array(owners.length);
  owners.forEach((owner, i) => (members[next[owner]++] = i));
  return { starts, members };
}

/** Some writers put ids in quotes in one list and not in the other. */
function plainId(id: number | string): number | string {
  return typeof id === 'string' && String(Number(id)) === id ? Number(id) : id;
}

/** By its id, else by its place in its list, from 1. */
function nameOf(value: unknown, kind: string, place: number): string {
  const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : undefined;
  const isName = typeof id === 'number' || typeof id === 'string';
  return isName ? `${kind} ${id}` : `${kind} without id, number ${place} of its list`;
}
