import { sumLosses } from '../../../shared/model/export-loss.ts';
import type { PixelSize } from '../../../shared/mask/runs.ts';
import type { MaskObject } from '../../../shared/model/dataset.ts';
import type { Palette } from '../../../shared/model/palette.ts';
import { crowdLosses, crowdsFirst } from '../crowds.ts';
import type { DatasetExporter, EncodedItem, ExportContext, ExportItem } from '../format.ts';
import { cleanName } from '../../../shared/palette/formats/class-names.ts';
import { jsonFields, withFields } from '../reading/json-fields.ts';
import { cropOfRuns } from '../reading/mask-crop.ts';
import { holeLosses, objectsToWrite, pixelLosses, polygonsOf } from '../writing/written-objects.ts';

/** The version of labelme whose files these are: the first that knows masks. */
const VERSION = '5.3.0';

/**
 * A JSON file beside each photo. Objects that were annotated by polygons stay polygons; others are masks, which hold
 * every pixel, or polygons where those are asked for.
 */
export const labelmeExporter: DatasetExporter = {
  about: {
    geometries: ['mask', 'polygon'],
    hasObjects: true,
  },
  hasSplitFolders: true,
  isLossy: () => true,
  encode: encodeLabelme,
  finish: (_, { palette }) => [{ path: 'labels.txt', parts: labelList(palette) }],
};

function encodeLabelme(item: ExportItem, context: ExportContext): EncodedItem {
  const { labelMap, name, split, photoExtension, namedExtension } = item;
  const names = new Map(context.palette.classes.map((entry) => [entry.slot, entry.name]));
  // Later shapes lie over earlier ones, and labelme knows no crowds: they go first.
  const { objects, readsBack, losses } = objectsToWrite(item, context, { format: 'labelme', hasPolygons: true });
  const ordered = crowdsFirst(objects);
  let holes = 0;
  const shapes = ordered.flatMap((object) => {
    const label = names.get(object.slot) ?? '';
    const kept = context.form.geometry === undefined ? verbatimOf(object, label) : undefined;
    if (kept !== undefined) return kept;
    const written = shapesOf(object, labelMap, context);
    holes += written.holes;
    const group = written.shapes.length > 1 ? object.id : null;
    return written.shapes.map((shape) =>
      JSON.stringify({ label, ...shape, group_id: group, description: '', flags: {} }),
    );
  });
  const text = withFields(headOf(item), {
    imagePath: JSON.stringify(`${name}${namedExtension}`),
    imageHeight: String(labelMap.height),
    imageWidth: String(labelMap.width),
    shapes: `[${shapes.join(',\n')}]`,
  });
  return {
    files: [{ path: `${split}/${name}.json`, bytes: Buffer.from(text) }],
    photoPath: `${split}/${name}${photoExtension ?? ''}`,
    readsBack,
    losses: sumLosses(
      losses,
      pixelLosses(labelMap, readsBack, context.palette),
      holeLosses(holes),
      crowdLosses(objects),
    ),
  };
}

/** A picture that came from labelme keeps its flags and all else that was said of it. */
function headOf({ verbatim }: ExportItem): string {
  if (verbatim?.format === 'labelme') return verbatim.texts[0];
  const picture = { imagePath: '', imageData: null, imageHeight: 0, imageWidth: 0 };
  return JSON.stringify({ version: VERSION, flags: {}, ...picture, shapes: [] });
}

/** Shapes that came from labelme keep all they had, to the letter; their label where the class is called otherwise. */
function verbatimOf({ verbatim }: MaskObject, label: string): string[] | undefined {
  if (verbatim?.format !== 'labelme') return undefined;
  return verbatim.texts.map((text) => {
    const { start, end } = jsonFields(text).findLast(({ key }) => key === 'label') ?? { start: 0, end: 0 };
    const isSame = cleanName(String(JSON.parse(text.slice(start, end) || 'null'))) === label;
    return isSame ? text : withFields(text, { label: JSON.stringify(label) });
  });
}

interface WrittenShapes {
  readonly shapes: readonly Record<string, unknown>[];
  readonly holes: number;
}

function shapesOf(object: MaskObject, size: PixelSize, { form }: ExportContext): WrittenShapes {
  const asPolygons = form.geometry === 'polygon' || (form.geometry === undefined && object.polygons !== undefined);
  if (!asPolygons) return { shapes: [maskShape(object, size)], holes: 0 };
  const { polygons, holes } = polygonsOf(object, size);
  const shapes = polygons.map((polygon) => ({ points: pairs(polygon), shape_type: 'polygon' }));
  return { shapes, holes };
}

/** The corner points are the first and the last pixel. */
function maskShape({ runs }: MaskObject, size: PixelSize): Record<string, unknown> {
  const { png, box } = cropOfRuns(runs, size, 1);
  const [x, y, width, height] = box;
  const points = [
    [x, y],
    [x + width - 1, y + height - 1],
  ];
  return { points, shape_type: 'mask', mask: Buffer.from(png).toString('base64') };
}

function pairs(values: readonly number[]): (readonly [number, number])[] {
  return Array.from({ length: values.length / 2 }, (_, i) => [values[2 * i], values[2 * i + 1]] as const);
}

function labelList({ classes }: Palette): string[] {
  const names = classes.filter(({ role }) => role === 'class').sort((a, b) => a.index - b.index);
  return ['__ignore__\n', '_background_\n', ...names.map(({ name }) => `${name}\n`)];
}
