import { z } from 'zod';
import type { Dataset, DatasetItem, DatasetProblem, FileRef, PictureSource } from '../../../shared/model/dataset.ts';
import { rgbSchema, type Palette } from '../../../shared/model/palette.ts';
import { MaskmendError } from '../../../shared/errors.ts';
import type { ReadLimits } from '../../../shared/limits.ts';
import { findPanopticFiles } from '../coco/coco-detect.ts';
import { joinCategories } from '../coco/join-categories.ts';
import { paletteOfClasses } from '../reading/class-table.ts';
import { missingPhotos, orProblem, treeProblems } from '../reading/item-list.ts';
import { readJsonElements, readJsonBytesElements, type ElementReading } from '../reading/json-elements.ts';
import { PhotoIndex } from '../reading/photos.ts';
import { splitOfPath } from '../reading/split-name.ts';
import { safeName, stemOf } from '../tree/safe-name.ts';
import { isReadInPlace, readText, type SourceTree } from '../tree/source-tree.ts';

const id = z.union([z.int(), z.string()]);
const segmentSchema = z.object({
  id: z.int().min(1).max(16_777_215),
  category_id: id,
  area: z.number().nullish(),
  iscrowd: z.union([z.literal(0), z.literal(1), z.boolean()]).nullish(),
});
const annotationSchema = z.object({
  image_id: id,
  file_name: z.string().min(1),
  segments_info: z.array(z.unknown()),
});
const imageSchema = z.object({ id, file_name: z.string() });
const categorySchema = z.object({ id, name: z.string().optional(), color: z.unknown().optional() });

type Segment = z.infer<typeof segmentSchema>;
type PanopticCategory = z.infer<typeof categorySchema>;

interface PanopticAnnotation {
  readonly imageId: string;
  readonly fileName: string;
  readonly segments: readonly Segment[];
}

interface PanopticFile {
  readonly file: FileRef;
  readonly annotations: readonly PanopticAnnotation[];
  readonly images: ReadonlyMap<string, string>;
  readonly categories: readonly PanopticCategory[];
}

/** A file's own segment ids are the palette of its pictures, and the areas it tells their checksums. */
export async function openPanoptic(tree: SourceTree): Promise<Dataset> {
  const problems: DatasetProblem[] = [...treeProblems(tree)];
  const files: PanopticFile[] = [];
  for (const { file } of findPanopticFiles(tree)) {
    const read = await orProblem(file, problems, () => readPanopticFile(file, tree.limits, problems));
    if (read !== undefined) files.push(read);
  }
  const { palette, slotsOfFiles } = panopticPalette(files, problems);
  const context = { tree, photos: new PhotoIndex(tree), problems };
  const items = files.flatMap((file, place) => itemsOf(file, { ...context, slots: slotsOfFiles[place] }));
  return { format: 'coco-panoptic', palette, items, problems: [...problems, ...missingPhotos(items)], notes: [] };
}

const LISTS = new Set(['images', 'annotations', 'categories']);

async function readPanopticFile(file: FileRef, limits: ReadLimits, problems: DatasetProblem[]): Promise<PanopticFile> {
  const annotations = new Map<string, PanopticAnnotation>();
  const images = new Map<string, string>();
  const categories: PanopticCategory[] = [];
  const onElement: ElementReading['onElement'] = ({ key, value }) => {
    if (key === 'categories') {
      const category = categorySchema.safeParse(value);
      const tell = (annotation: string, message: string, isWarning?: boolean): void => {
        problems.push({ file: file.name, annotation, message, ...(isWarning === true && { isWarning }) });
      };
      takeCategory(category.data, categories, tell);
    } else if (key === 'images') {
      const image = imageSchema.safeParse(value).data;
      if (image !== undefined) images.set(String(image.id), image.file_name);
    } else takeAnnotation(value, { file, annotations, problems });
  };
  const reading: ElementReading = { lists: LISTS, limits, onElement };
  if (isReadInPlace(file)) await readJsonElements(file.path, reading);
  else readJsonBytesElements(Buffer.from(await readText(file, limits)), reading);
  if (categories.length === 0) throw new MaskmendError('invalid-palette', 'names no categories', { path: file.name });
  return { file, annotations: [...annotations.values()], images, categories };
}

function takeCategory(
  category: PanopticCategory | undefined,
  categories: PanopticCategory[],
  tell: (annotation: string, message: string, isWarning?: boolean) => void,
): void {
  if (category === undefined) {
    tell(`category without id, number ${categories.length + 1} of its list`, 'is left out');
    return;
  }
  const name = `category ${category.id}`;
  if (categories.some((other) => other.id === category.id)) {
    tell(name, 'its id is used twice; the first category has it');
    return;
  }
  categories.push(category);
  if (!category.name?.trim()) tell(name, 'has no name', true);
}

interface Taking {
  readonly file: FileRef;
  readonly annotations: Map<string, PanopticAnnotation>;
  readonly problems: DatasetProblem[];
}

function takeAnnotation(value: unknown, { file, annotations, problems }: Taking): void {
  const annotation = annotationSchema.safeParse(value).data;
  if (annotation === undefined) {
    problems.push({
      file: file.name,
      annotation: nameOfAnnotation(value, annotations.size + 1),
      message: 'is left out: it needs image_id, file_name and segments_info',
    });
    return;
  }
  const imageId = String(annotation.image_id);
  const tell = (message: string): void => {
    problems.push({ file: file.name, annotation: `image ${imageId}`, message });
  };
  if (annotations.has(imageId)) {
    tell('has two annotations; the first is taken');
    return;
  }
  const segments = annotation.segments_info.flatMap((entry) => {
    const segment = segmentSchema.safeParse(entry);
    if (!segment.success) tell(`${nameOfSegment(entry)} is left out: ${whyNoSegment(segment.error)}`);
    return segment.data ?? [];
  });
  const byId = Map.groupBy(segments, (segment) => segment.id);
  for (const [number, same] of byId) {
    if (same.length > 1) tell(`segment ${number} is there ${same.length} times; the first has its pixels`);
  }
  annotations.set(imageId, { imageId, fileName: annotation.file_name, segments });
}

function nameOfAnnotation(value: unknown, place: number): string {
  const hasImage = typeof value === 'object' && value !== null && 'image_id' in value;
  return hasImage ? `image ${String(value.image_id)}` : `annotation without image, number ${place} of its list`;
}

function nameOfSegment(value: unknown): string {
  return typeof value === 'object' && value !== null && 'id' in value ? `segment ${String(value.id)}` : 'a segment';
}

function whyNoSegment({ issues }: z.ZodError): string {
  const key = issues.at(0)?.path.at(0);
  if (key === 'id') return 'its id is no whole number from 1 to 16777215';
  return key === undefined ? 'it is no object' : `its ${String(key)} is not what was expected`;
}

/** 0 is void. */
interface PanopticPalette {
  readonly palette: Palette;
  /** Of each file by the ids that it gives. */
  readonly slotsOfFiles: readonly ReadonlyMap<string, number>[];
}

function panopticPalette(files: readonly PanopticFile[], problems: DatasetProblem[]): PanopticPalette {
  const { list, places, problems: found } = joinCategories(files, (entry, id) => ({ ...entry, id }));
  problems.push(...found);
  const areIndices = list.every((entry) => typeof entry.id === 'number' && entry.id > 0 && entry.id < 65_000);
  const classes = list.map((entry, place) => ({
    name: entry.name?.trim() ? entry.name : `category ${entry.id}`,
    index: areIndices && typeof entry.id === 'number' ? entry.id : place + 1,
    rgb: rgbSchema.safeParse(entry.color).data,
    role: 'class' as const,
  }));
  const all = [{ name: 'void', index: 0, rgb: [0, 0, 0] as const, role: 'void' as const }, ...classes];
  const palette = paletteOfClasses(all, 'COCO panoptic categories');
  const slotsOfFiles = places.map((own) => new Map([...own].map(([id, at]) => [id, palette.classes[at + 1].slot])));
  return { palette, slotsOfFiles };
}

interface ItemContext {
  readonly tree: SourceTree;
  readonly slots: ReadonlyMap<string, number>;
  readonly photos: PhotoIndex;
  readonly problems: DatasetProblem[];
}

function itemsOf(panoptic: PanopticFile, context: ItemContext): DatasetItem[] {
  const { file } = panoptic;
  const split = splitOfPath(file.name);
  return panoptic.annotations.flatMap((annotation) => {
    const photoName = safeName(panoptic.images.get(annotation.imageId) ?? '');
    const found = photoName === undefined ? undefined : context.photos.find(photoName, photoFolders(file, split));
    const picture = findPicture(annotation, file, context);
    if (picture === undefined) return [];
    // The picture of the segments lies in the folder of the annotations: it is not taken for the photo.
    const photo = found === picture ? undefined : found;
    const mask = sourceOf(annotation, picture, { file, context });
    return [{ stem: stemOf(safeName(annotation.fileName) ?? annotation.imageId), photo, split, mask }];
  });
}

function photoFolders({ name }: FileRef, split: string | undefined): string[] {
  const parent = name.split('/').slice(0, -2).join('/');
  const below = ['images', ...(split === undefined ? [] : [`images/${split}`, `${split}2017`, split]), ''];
  return below.map((folder) => [parent, folder].filter((part) => part !== '').join('/'));
}

/** In the folder that has the name of the annotation file, beside it, or anywhere if its name occurs once. */
function findPicture(
  { fileName, imageId }: PanopticAnnotation,
  file: FileRef,
  { tree, photos, problems }: ItemContext,
): FileRef | undefined {
  const name = safeName(fileName);
  const tell = (message: string): void => {
    problems.push({ file: file.name, annotation: `image ${imageId}`, message });
  };
  if (name === undefined) {
    tell(`names the file ${fileName}, which leads out of the dataset`);
    return undefined;
  }
  const base = stemOf(file.name);
  const folder = file.name.split('/').slice(0, -1).join('/');
  const beside = folder === '' ? name : `${folder}/${name}`;
  const picture =
    tree.files.get(`${base}/${name}`) ??
    tree.files.get(beside) ??
    damagedPicture(tree, [`${base}/${name}`, beside]) ??
    pictureAnywhere(name, photos);
  // COCO itself packs the pictures into an archive beside the annotations.
  const hint = tree.files.has(`${base}.zip`) ? `; unpack ${base}.zip first` : '';
  if (picture === undefined) tell(`its picture ${name} is missing${hint}`);
  return picture;
}

/** One in a folder of photos is a photo, also where the picture that has its name is missing. */
function pictureAnywhere(name: string, photos: PhotoIndex): FileRef | undefined {
  const found = photos.find(name, []);
  return found !== undefined && /(^|\/)(images|photos|jpegimages|(train|val|test)\d{4})\//i.test(found.name)
    ? undefined
    : found;
}

/** The picture saved as JPEG, which is to be repaired by the ids of its segments. */
function damagedPicture(tree: SourceTree, names: readonly string[]): FileRef | undefined {
  const stems = names.map((name) => name.replace(/\.[^./]*$/, ''));
  const candidates = stems.flatMap((stem) => ['jpg', 'jpeg', 'JPG'].map((extension) => `${stem}.${extension}`));
  return candidates.map((name) => tree.files.get(name)).find((file) => file !== undefined);
}

function sourceOf(
  { segments, imageId }: PanopticAnnotation,
  picture: FileRef,
  { file, context }: { readonly file: FileRef; readonly context: ItemContext },
): PictureSource {
  const { slots, problems } = context;
  const indices = new Map([[0, 0]]);
  for (const segment of segments) {
    const slot = slots.get(String(segment.category_id));
    if (slot === undefined) {
      const message = `segment ${segment.id} has category ${segment.category_id}, which the file does not name`;
      problems.push({ file: file.name, annotation: `image ${imageId}`, message });
    } else if (!indices.has(segment.id)) indices.set(segment.id, slot);
  }
  const areas = segments.flatMap(({ id: number, area }) => (typeof area === 'number' ? [[number, area] as const] : []));
  return {
    kind: 'picture',
    file: picture,
    coding: { reading: 'id24', indices, colours: new Map() },
    objects: {
      reading: 'id24',
      lowest: 1,
      leftOut: [],
      crowds: segments.filter(({ iscrowd }) => iscrowd === 1 || iscrowd === true).map((segment) => segment.id),
      areas: new Map(areas),
    },
  };
}
