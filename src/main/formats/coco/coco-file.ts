import { z } from 'zod';
import { MaskmendError } from '../../../shared/errors.ts';
import type { DatasetProblem, FileRef } from '../../../shared/model/dataset.ts';
import { readJsonElements, readJsonTextElements, type ElementReading } from '../reading/json-elements.ts';
import { NumberList } from '../reading/number-list.ts';
import { readText } from '../tree/source-tree.ts';
import { cocoAnnotationSchema } from './coco-annotation.ts';

const id = z.union([z.int(), z.string()], 'expected a whole number or a text');
const EXPECTED_SIDE = 'expected a whole number from 1 to 65535';
const side = z.int(EXPECTED_SIDE).min(1, EXPECTED_SIDE).max(65_535, EXPECTED_SIDE);
const imageSchema = z.object({
  id,
  file_name: z.string('expected a name').min(1, 'expected a name'),
  width: side,
  height: side,
});
const categorySchema = z.object({
  id,
  name: z.string().optional(),
  color: z.unknown().optional(),
});

export type CocoImage = z.infer<typeof imageSchema>;
export type CocoCategory = z.infer<typeof categorySchema>;

/** A COCO file, but for the geometry of its annotations, which is read picture by picture. */
export interface CocoFile {
  readonly file: FileRef;
  readonly images: readonly CocoImage[];
  readonly categories: readonly CocoCategory[];
  readonly problems: readonly DatasetProblem[];
  /** Where the annotations of an image lie: pairs of place and length, in the order of the file. */
  readonly annotationsOf: (image: CocoImage) => Float64Array;
  /** The annotations themselves, where the file lies in an archive. */
  readonly textsOf: (image: CocoImage) => readonly string[];
}

const LISTS = new Set(['images', 'annotations', 'categories']);
/** Crowds of large pictures have some megabytes. */
const MAX_ELEMENT_BYTES = 64 * 1024 * 1024;

/** Reads a COCO file of any size. Throws `corrupt-file` where it is no JSON; entries that are wrong are problems. */
export async function readCocoFile(file: FileRef): Promise<CocoFile> {
  const reader = new CocoReader(file);
  const reading: ElementReading = { lists: LISTS, maxElementBytes: MAX_ELEMENT_BYTES, onElement: reader.take };
  try {
    if (file.entry === undefined) await readJsonElements(file.path, reading);
    else readJsonTextElements(await readText(file), reading);
  } catch (error) {
    throw error instanceof MaskmendError && error.path === undefined ? error.at(file.name) : error;
  }
  return reader.finish();
}

/** Problems that are kept; a file whose every entry is wrong has as many as entries. */
const MAX_PROBLEMS = 10_000;

class CocoReader {
  readonly #file: FileRef;
  readonly #images = new Map<string, CocoImage>();
  readonly #categories = new Map<string, CocoCategory>();
  readonly #problems: DatasetProblem[] = [];
  readonly #ids = new NumberList();
  /** Of each annotation: place and length in the file, and the place of its image in the order of first mention. */
  readonly #places = new NumberList();
  readonly #owners = new Map<number | string, number>();
  readonly #ownerOf = new NumberList();
  readonly #texts: string[] = [];
  /** Entries of each list so far: what has no id is named by its place. */
  readonly #counts = { image: 0, category: 0, annotation: 0 };

  constructor(file: FileRef) {
    this.#file = file;
  }

  readonly take: ElementReading['onElement'] = ({ key, value, at, length }) => {
    if (key === 'images') this.#takeImage(value);
    else if (key === 'categories') this.#takeCategory(value);
    else this.#takeAnnotation(value, at, length);
  };

  #takeImage(value: unknown): void {
    const place = ++this.#counts.image;
    const image = imageSchema.safeParse(value);
    if (!image.success) {
      this.#tell(nameOf(value, 'image', place), `is left out: ${firstIssue(image.error)}`);
    } else if (this.#images.has(String(image.data.id))) {
      this.#tell(`image ${image.data.id}`, 'its id is used twice; the first image has it');
    } else this.#images.set(String(image.data.id), image.data);
  }

  #takeCategory(value: unknown): void {
    const place = ++this.#counts.category;
    const category = categorySchema.safeParse(value);
    if (!category.success) this.#tell(nameOf(value, 'category', place), `is left out: ${firstIssue(category.error)}`);
    else if (this.#categories.has(String(category.data.id))) {
      this.#tell(`category ${category.data.id}`, 'its id is used twice; the first category has it');
    } else {
      this.#categories.set(String(category.data.id), category.data);
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
    const image = annotation.data.image_id;
    let owner = this.#owners.get(image);
    if (owner === undefined) this.#owners.set(image, (owner = this.#owners.size));
    this.#ownerOf.push(owner);
    this.#places.push(at);
    this.#places.push(length);
    // In an archive nothing can be read again at its place.
    if (this.#file.entry !== undefined) this.#texts.push(JSON.stringify(value));
  }

  #tell(annotation: string, message: string, isWarning = false): void {
    if (this.#problems.length < MAX_PROBLEMS) {
      this.#problems.push({ file: this.#file.name, annotation, message, ...(isWarning && { isWarning }) });
    }
  }

  finish(): CocoFile {
    for (const id of this.#ids.repeated()) this.#tell(String(id), 'its id is used more than once; all are taken', true);
    const known = new Set([...this.#images.values()].map((image) => image.id));
    const unknown = [...this.#owners.keys()].filter((image) => !known.has(image));
    for (const image of unknown) this.#tell(`image ${image}`, 'has annotations but is not among the images');
    const order = groupByOwner(this.#ownerOf.values(), this.#owners.size);
    // What stays must not hold the reader, whose growing lists are as large again.
    const [places, owners, texts] = [this.#places.values().slice(), this.#owners, this.#texts];
    const placesOf = (image: CocoImage): Int32Array => {
      const owner = owners.get(image.id);
      return owner === undefined
        ? new Int32Array(0)
        : order.members.subarray(order.starts[owner], order.starts[owner + 1]);
    };
    return {
      file: this.#file,
      images: [...this.#images.values()],
      categories: [...this.#categories.values()],
      problems: this.#problems,
      annotationsOf: (image) =>
        Float64Array.from([...placesOf(image)].flatMap((i) => [places[2 * i], places[2 * i + 1]])),
      textsOf: (image) => [...placesOf(image)].map((i) => texts[i]),
    };
  }
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

/** By its id, else by its place in its list, from 1. */
function nameOf(value: unknown, kind: string, place: number): string {
  const hasId = typeof value === 'object' && value !== null && 'id' in value;
  return hasId ? `${kind} ${String(value.id)}` : `${kind} without id, number ${place} of its list`;
}

function firstIssue(error: z.ZodError): string {
  const issue = error.issues.at(0);
  if (issue === undefined || issue.path.length === 0) return 'it is no object';
  return `${issue.path.join('.')}: ${issue.message.replace(/^Invalid input: /, '')}`;
}
