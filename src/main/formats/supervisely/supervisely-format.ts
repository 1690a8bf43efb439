import { z } from 'zod';
import { nameKey } from '../../../shared/name-key.ts';
import { MaskmendError } from '../../../shared/errors.ts';
import type { Dataset, DatasetItem, DatasetProblem, FileRef, KeptSet } from '../../../shared/model/dataset.ts';
import type { Palette, Rgb } from '../../../shared/model/palette.ts';
import { colourOfHex } from '../../../shared/palette/formats/colour-text.ts';
import type { DatasetFormat, Detection, ImportOptions } from '../format.ts';
import {
  backgroundSlot,
  paletteOfClasses,
  slotsByName,
  withBackground,
  type NamedClass,
} from '../reading/class-table.ts';
import { missingPhotos, treeProblems } from '../reading/item-list.ts';
import { elementTexts, jsonFields, strictJson } from '../reading/json-fields.ts';
import { picturesByStem } from '../reading/photos.ts';
import { splitOfWord } from '../reading/split-name.ts';
import { baseOf, stemOf } from '../tree/safe-name.ts';
import { filesWhere, findFile, parseJson, readText, type SourceTree } from '../tree/source-tree.ts';
import { superviselyExporter } from './supervisely-export.ts';
import { readSuperviselyShapes } from './supervisely-shapes.ts';

/** Supervisely, https://docs.supervisely.com/import-and-export/import/supported-annotation-formats. */
export const superviselyFormat: DatasetFormat = {
  name: 'supervisely',
  detect: detectSupervisely,
  open: openSupervisely,
  readShapes: readSuperviselyShapes,
  exporter: superviselyExporter,
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
    : { confidence: 0.95, evidence: { kind: 'list-and-annotations', list: meta.name, files } };
}

async function openSupervisely(tree: SourceTree, { raster }: ImportOptions): Promise<Dataset> {
  const meta = metaOf(tree);
  if (meta === undefined) throw new MaskmendError('not-found', 'has no meta.json', { path: tree.path });
  const text = await readText(meta, tree.limits);
  const { classes, problems } = readClasses(parseJson(text, meta.name, tree.limits), meta);
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
      photo: tree.files.get(`${folder}img/${base}`) ?? photos.get(nameKey(`${folder}img/${stem}`)),
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
    kept: keptMeta(text, palette, all.length - classes.length),
  };
}

/** What another meta.json is to say as well: tags, kinds of figures. @param before Classes of the palette that it does not name. */
function keptMeta(text: string, { classes }: Palette, before: number): KeptSet {
  const others = jsonFields(text).filter(({ key }) => key !== 'classes');
  const fields = others.map(({ key, start, end }) => [key, strictJson(text.slice(start, end))] as const);
  const own = elementTexts(text, 'classes').flatMap((element, place) => {
    const { slot, index, name, rgb } = classes[place + before];
    return element.startsWith('{') ? { slot, index, name, rgb, text: element } : [];
  });
  return { format: 'supervisely', parts: [{ fields }], classes: own };
}

/** The classes of meta.json; one without a title is told and keeps its place, which is its index. */
function readClasses(value: unknown, meta: FileRef): { classes: NamedClass[]; problems: DatasetProblem[] } {
  const parsed = metaSchema.safeParse(value);
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
