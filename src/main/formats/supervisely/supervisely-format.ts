import { deflateSync } from 'node:zlib';
import { z } from 'zod';
import { MaskmendError } from '../../../shared/errors.ts';
import type { Dataset, DatasetItem, DatasetProblem, FileRef } from '../../../shared/model/dataset.ts';
import type { Rgb } from '../../../shared/model/palette.ts';
import type { PixelSize } from '../../../shared/mask/runs.ts';
import type { MaskObject } from '../../../shared/model/dataset.ts';
import { cleanName } from '../../../shared/palette/formats/class-names.ts';
import { colourOfHex, hexOfColour } from '../../../shared/palette/formats/colour-text.ts';
import type {
  DatasetExporter,
  DatasetFormat,
  Detection,
  EncodedItem,
  ExportContext,
  ExportItem,
  ImportOptions,
} from '../format.ts';
import {
  backgroundSlot,
  paletteOfClasses,
  slotsByName,
  thingsOf,
  withBackground,
  type NamedClass,
} from '../reading/class-table.ts';
import { missingPhotos, treeProblems } from '../reading/item-list.ts';
import { jsonFields, withFields } from '../reading/json-fields.ts';
import { cropOfRuns } from '../reading/mask-crop.ts';
import { picturesByStem } from '../reading/photos.ts';
import { splitOfWord } from '../reading/split-name.ts';
import { baseOf, stemOf } from '../tree/safe-name.ts';
import { filesWhere, findFile, readJsonFile, type SourceTree } from '../tree/source-tree.ts';
import { addLosses, objectsToWrite } from '../writing/written-objects.ts';
import { readSuperviselyShapes } from './supervisely-shapes.ts';

/**
 * `meta.json`, and a folder per split with `ann/<photo>.json` beside `img/<photo>`; objects are bitmaps where they did not
 * come from Supervisely.
 */
const exporter: DatasetExporter = {
  about: {
    keeps: 'A JSON file per photo with a bitmap per object, and meta.json; untouched figures as they came.',
    loses: 'Void; crowds become plain objects.',
    hasObjects: true,
  },
  isLossy: () => true,
  encode: encodeSupervisely,
  finish: (_, { palette }) => {
    const classes = thingsOf(palette).map(({ name, rgb }) => ({
      title: name,
      // Polygons that were annotated stay polygons.
      shape: 'any',
      color: hexOfColour(rgb),
    }));
    return [{ path: 'meta.json', parts: [`${JSON.stringify({ classes, tags: [] })}\n`] }];
  },
};

function encodeSupervisely(item: ExportItem, context: ExportContext): EncodedItem {
  const { labelMap, name, split, namedExtension } = item;
  const names = new Map(context.palette.classes.map((entry) => [entry.slot, entry.name]));
  const { objects, readsBack, losses } = objectsToWrite(item, context, 'supervisely');
  // Later figures lie over earlier ones, and there are no crowds: they go first.
  const ordered = [...objects.filter(({ isCrowd }) => isCrowd), ...objects.filter(({ isCrowd }) => !isCrowd)];
  const figures = ordered
    .filter(({ runs, verbatim }) => runs.length > 0 || verbatim?.format === 'supervisely')
    .map((object) => keptFigure(object, names) ?? JSON.stringify(figureOf(object, labelMap, names)));
  const { width, height } = labelMap;
  const photo = `${name}${namedExtension}`;
  const head = JSON.stringify({ description: '', tags: [], size: { height, width } });
  const text = `${head.slice(0, -1)},"objects":[${figures.join(',\n')}]}`;
  const crowds = objects.length - objects.filter(({ isCrowd }) => !isCrowd).length;
  return {
    files: [{ path: `${split}/ann/${photo}.json`, bytes: Buffer.from(text) }],
    photoPath: `${split}/img/${photo}`,
    readsBack,
    losses: addLosses(losses, crowds > 0 ? { 'crowds that become plain objects': crowds } : {}),
  };
}

/** A figure that came from Supervisely keeps all it had, to the letter; its class where that is called otherwise. */
function keptFigure({ verbatim, slot }: MaskObject, names: ReadonlyMap<number, string>): string | undefined {
  if (verbatim?.format !== 'supervisely') return undefined;
  const [text] = verbatim.texts;
  const name = names.get(slot) ?? '';
  const { start, end } = jsonFields(text).findLast(({ key }) => key === 'classTitle') ?? { start: 0, end: 0 };
  const isSame = cleanName(String(JSON.parse(text.slice(start, end) || 'null'))) === name;
  return isSame ? text : withFields(text, { classTitle: JSON.stringify(name) });
}

function figureOf({ id, runs, slot }: MaskObject, size: PixelSize, names: ReadonlyMap<number, string>) {
  const classTitle = names.get(slot) ?? '';
  const { png, box } = cropOfRuns(runs, size, 255);
  const data = deflateSync(png).toString('base64');
  return { id, classTitle, geometryType: 'bitmap', tags: [], bitmap: { data, origin: [box[0], box[1]] } };
}

/** Supervisely, https://docs.supervisely.com/import-and-export/import/supported-annotation-formats. */
export const superviselyFormat: DatasetFormat = {
  name: 'supervisely',
  title: 'Supervisely',
  detect: detectSupervisely,
  open: openSupervisely,
  readShapes: readSuperviselyShapes,
  exporter,
};

const metaSchema = z.object({ classes: z.array(z.unknown()) });
const classSchema = z.object({ title: z.string(), color: z.string().nullish() });

function metaOf(tree: SourceTree): FileRef | undefined {
  return findFile(tree, ({ name }) => /(^|\/)meta\.json$/.test(name));
}

function annotationsOf(tree: SourceTree): FileRef[] {
  return filesWhere(tree, ({ name }) => /(^|\/)ann\/[^/]+\.json$/i.test(name));
}

function detectSupervisely(tree: SourceTree): Detection | undefined {
  const files = annotationsOf(tree).length;
  const meta = metaOf(tree);
  return meta === undefined || files === 0
    ? undefined
    : { confidence: 0.95, evidence: `${meta.name} and ${files} files in ann` };
}

async function openSupervisely(tree: SourceTree, { raster }: ImportOptions): Promise<Dataset> {
  const meta = metaOf(tree);
  if (meta === undefined) throw new MaskmendError('not-found', 'has no meta.json', { path: tree.path });
  const { classes, problems } = await readClasses(meta);
  const all = withBackground(classes);
  const palette = paletteOfClasses(all, 'classes of Supervisely');
  const slots = slotsByName(all, palette);
  const photos = picturesByStem(tree, '');
  const items = annotationsOf(tree).map((file): DatasetItem => {
    const folder = file.name.slice(0, file.name.lastIndexOf('ann/'));
    // The annotation of street.jpg is street.jpg.json; older exports leave the extension out.
    const base = baseOf(file.name).replace(/\.json$/i, '');
    const stem = /\.(jpe?g|png|bmp|tiff?|webp)$/i.test(base) ? stemOf(base) : base;
    const split = folder.split('/').at(-2);
    return {
      stem,
      photo: photos.get(`${folder}img/${stem}`.toLowerCase()),
      ...(split !== undefined && { split: splitOfWord(split) ?? split }),
      mask: {
        kind: 'annotation',
        format: 'supervisely',
        pieces: [{ kind: 'whole', file }],
        slots,
        background: backgroundSlot(palette),
        raster,
      },
    };
  });
  return {
    format: 'supervisely',
    palette,
    items,
    problems: [...treeProblems(tree), ...problems, ...missingPhotos(items)],
    notes: [],
  };
}

/** The classes of meta.json; one without a title is told and keeps its place, which is its index. */
async function readClasses(meta: FileRef): Promise<{ classes: NamedClass[]; problems: DatasetProblem[] }> {
  const parsed = metaSchema.safeParse(await readJsonFile(meta));
  if (!parsed.success) throw new MaskmendError('invalid-palette', 'does not list classes', { path: meta.name });
  const problems: DatasetProblem[] = [];
  const titles = new Set<string>();
  const classes = parsed.data.classes.map((value, i): NamedClass => {
    const { title = '', color } = classSchema.safeParse(value).data ?? {};
    const tell = (message: string): void => {
      problems.push({ file: meta.name, annotation: `class ${i + 1}`, message, isWarning: true });
    };
    if (title.trim() === '') tell(`has no title; it is called class ${i + 1} here`);
    else if (titles.has(title)) tell(`is called ${title}, as another one is; figures of that name are of the first`);
    titles.add(title);
    return { name: title, index: i + 1, rgb: colourOf(color), role: 'class' };
  });
  return { classes, problems };
}

function colourOf(text: string | null | undefined): Rgb | undefined {
  const digits = /^#?([0-9a-f]{6})$/i.exec(text ?? '')?.[1];
  return digits === undefined ? undefined : colourOfHex(digits);
}
