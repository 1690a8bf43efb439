import type {
  AnnotationSource,
  Dataset,
  DatasetItem,
  DatasetProblem,
  FileRef,
  KeptSet,
} from '../../../shared/model/dataset.ts';
import type { PixelSize } from '../../../shared/mask/runs.ts';
import type { Palette } from '../../../shared/model/palette.ts';
import { rgbSchema } from '../../../shared/model/palette.ts';
import type { ImportOptions } from '../format.ts';
import { backgroundSlot, paletteOfClasses, withBackground } from '../reading/class-table.ts';
import { missingPhotos, orProblem, treeProblems } from '../reading/item-list.ts';
import { withFields } from '../reading/json-fields.ts';
import { PhotoIndex } from '../reading/photos.ts';
import { splitOfPath } from '../reading/split-name.ts';
import { baseOf, safeName, stemOf } from '../tree/safe-name.ts';
import type { SourceTree } from '../tree/source-tree.ts';
import { findCocoFiles } from './coco-detect.ts';
import { readCocoFile, type CocoCategory, type CocoFile, type CocoImage } from './coco-file.ts';
import { joinCategories } from './join-categories.ts';

/** Every annotation file is a split of one dataset; categories of one id must have one name. */
export async function openCoco(tree: SourceTree, options: ImportOptions): Promise<Dataset> {
  const problems: DatasetProblem[] = [...treeProblems(tree)];
  const found = findCocoFiles(tree);
  const files: CocoFile[] = [];
  for (const { file } of found) {
    const read = await orProblem(file, problems, () => readCocoFile(file, tree.limits));
    if (read !== undefined) files.push(read);
  }
  const { palette, slots, slotsOfFiles, notes, categories } = cocoPalette(files, problems);
  const photos = new PhotoIndex(tree);
  const items = files.flatMap((file, place) => {
    return itemsOf(file, { palette, slots: slotsOfFiles[place], photos, options, problems });
  });
  for (const file of files) problems.push(...file.problems);
  const kept = keptSet(files, { palette, slots, categories });
  return { format: 'coco', palette, items, problems: [...problems, ...missingPhotos(items)], notes, kept };
}

/** What another COCO file is to say as well. */
function keptSet(
  files: readonly CocoFile[],
  { palette, slots, categories }: Pick<CocoPalette, 'palette' | 'slots' | 'categories'>,
): KeptSet {
  const classes = categories.flatMap(({ id, text }) => {
    const own = palette.classes.find(({ slot }) => slot === slots.get(String(id)));
    return own === undefined ? [] : { slot: own.slot, index: own.index, name: own.name, rgb: own.rgb, text };
  });
  const parts = files.map(({ file, fields }) => ({ split: splitOfPath(file.name), fields }));
  return { format: 'coco', parts, classes };
}

interface CocoPalette {
  readonly palette: Palette;
  /** By the id of the category. */
  readonly slots: ReadonlyMap<string, number>;
  /** Of each file by the ids that it gives. */
  readonly slotsOfFiles: readonly ReadonlyMap<string, number>[];
  readonly categories: readonly CocoCategory[];
  readonly notes: readonly string[];
}

/** Index of a class is the id of its category; ids that are no index get the place. */
function cocoPalette(files: readonly CocoFile[], problems: DatasetProblem[]): CocoPalette {
  const joined = joinCategories(files, (category, id) => {
    return { ...category, id, text: withFields(category.text, { id: String(id) }) };
  });
  const { list } = joined;
  problems.push(...joined.problems);
  problems.push(...equalNames(list, files.at(0)?.file.name ?? ''));
  const areIndices = list.every(({ id }) => typeof id === 'number' && id >= 0 && id < 65_000);
  const classes = list.map(({ id, name, color }, place) => ({
    name: name?.trim() ? name : `category ${id}`,
    index: areIndices && typeof id === 'number' ? id : place + 1,
    rgb: rgbSchema.safeParse(color).data,
  }));
  const all = withBackground(classes);
  const palette = paletteOfClasses(all, 'COCO categories');
  const offset = all.length - classes.length;
  const slotAt = (place: number): number => palette.classes[place + offset].slot;
  const slots = new Map(list.map(({ id }, place) => [String(id), slotAt(place)]));
  const slotsOfFiles = joined.places.map((own) => new Map([...own].map(([id, place]) => [id, slotAt(place)])));
  return { palette, slots, slotsOfFiles, categories: list, notes: notesOf(areIndices, classes) };
}

/** Categories of one name become classes of which the later are counted. */
function equalNames(categories: readonly CocoCategory[], file: string): DatasetProblem[] {
  const byName = Map.groupBy(
    categories.filter(({ name }) => name?.trim()),
    ({ name }) => name,
  );
  return [...byName].flatMap(([name = '', [, ...others]]) =>
    others.map(({ id }) => ({
      file,
      annotation: `category ${id}`,
      message: `is called ${name}, as another one is; they stay two classes`,
      isWarning: true,
    })),
  );
}

function notesOf(areIndices: boolean, classes: readonly { readonly index: number }[]): string[] {
  if (!areIndices) return ['category ids are no class indices; the classes are numbered in their order'];
  const hasZero = classes.some(({ index }) => index === 0);
  return hasZero ? ['a category has id 0, which is the background here: every class index is its id + 1'] : [];
}

interface ItemContext {
  readonly palette: Palette;
  readonly slots: ReadonlyMap<string, number>;
  readonly photos: PhotoIndex;
  readonly options: ImportOptions;
  readonly problems: DatasetProblem[];
}

function itemsOf(coco: CocoFile, context: ItemContext): DatasetItem[] {
  const split = splitOfPath(coco.file.name);
  const folders = photoFolders(coco.file);
  const taken = new Set<string>();
  const { slots, palette, options } = context;
  const painting = { slots, background: backgroundSlot(palette), raster: options.raster };
  return coco.images.flatMap((image) => {
    const { stem: wanted, photo, problem } = placePhoto(image, folders, context.photos);
    const isSizeless = sizeOf(image) === undefined && photo === undefined;
    const message = isSizeless ? 'is left out: it tells no size, and its photo is missing' : problem;
    if (message !== undefined) {
      const where = { file: coco.file.name, annotation: `image ${image.id}` };
      context.problems.push({ ...where, message, isWarning: !isSizeless });
    }
    if (isSizeless) return [];
    const stem = freeStem(wanted, image, taken);
    return { stem, photo, split, mask: maskOf(coco.piecesOf, { ...image, photo }, painting) };
  });
}

interface PlacedPhoto {
  readonly stem: string;
  readonly photo?: FileRef | undefined;
  readonly problem?: string;
}

/** The photo that an image names. Of an address or a path of another machine the last name counts, where a photo has it. */
function placePhoto({ id, file_name }: CocoImage, folders: readonly string[], photos: PhotoIndex): PlacedPhoto {
  const isAddress = /^[a-z][a-z0-9+.-]+:\/\//i.test(file_name);
  const name = isAddress ? undefined : safeName(file_name);
  if (name !== undefined) return { stem: stemOf(name), photo: photos.find(name, folders) };
  const found = lastNames(file_name, isAddress).flatMap((last) => {
    const photo = photos.find(last, folders);
    return photo === undefined ? [] : { stem: stemOf(last), photo };
  });
  const what = `names the file ${file_name}, which leads out of the dataset`;
  const [first] = found;
  return found.length === 0
    ? { stem: `image ${id}`, problem: `${what}; it goes without photo` }
    : { ...first, problem: `${what}; ${first.photo.name} is taken` };
}

/** What the last part of a path or address may be called: as it stands, without a query, unescaped, and as a query names it. */
function lastNames(path: string, isAddress: boolean): string[] {
  const posix = path.replaceAll('\\', '/');
  // Label Studio: /data/local-files/?d=folder/photo.jpg
  const asked = /\?d=([^&#]*)/.exec(posix)?.[1];
  const plain = posix.replace(/[?#].*$/s, '');
  const paths = [
    ...(isAddress ? [] : [posix]),
    plain,
    unescaped(plain),
    ...(asked === undefined ? [] : [unescaped(asked)]),
  ];
  return [...new Set(paths.map(baseOf))].flatMap((name) => safeName(name) ?? []);
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Two images may have one file name. */
function freeStem(stem: string, { id }: CocoImage, taken: Set<string>): string {
  const free = taken.has(stem) ? `${stem}-image-${id}` : stem;
  taken.add(free);
  return free;
}

/** Where photos stand by an annotation file: beside it, in `images` and in the folder its name ends with. */
function photoFolders({ name }: FileRef): string[] {
  const folder = name.includes('/') ? name.slice(0, name.lastIndexOf('/')) : '';
  const parent = folder.includes('/') ? folder.slice(0, folder.lastIndexOf('/')) : '';
  const word = stemOf(baseOf(name)).split('_').at(-1) ?? '';
  const roots = [...new Set([folder, parent])];
  const below = ['', 'images', word, `images/${word}`, 'JPEGImages'];
  return roots.flatMap((root) => below.map((path) => [root, path].filter((part) => part !== '').join('/')));
}

type Painting = Pick<AnnotationSource, 'slots' | 'background' | 'raster'>;

/** Made here, where nothing else is at hand: what a function could see when it was made is held as long as the masks. */
function maskOf(
  piecesOf: CocoFile['piecesOf'],
  { number, width, height, photo }: CocoImage & Pick<AnnotationSource, 'photo'>,
  painting: Painting,
): () => Promise<AnnotationSource> {
  return () => {
    const [pieces, size] = [piecesOf(number), sizeOf({ width, height })];
    const told = size === undefined ? { photo } : { size };
    return Promise.resolve({ kind: 'annotation', format: 'coco', pieces, isOwnFirst: true, ...told, ...painting });
  };
}

function sizeOf({ width, height }: Pick<CocoImage, 'width' | 'height'>): PixelSize | undefined {
  return width && height ? { width, height } : undefined;
}
