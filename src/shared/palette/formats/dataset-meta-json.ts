import { z } from 'zod';
import type { Palette, Rgb } from '../../model/palette.ts';
import { paletteError, quoted } from '../palette-error.ts';
import { cleanName } from './class-names.ts';
import type { FileClass, FileClasses } from './file-class.ts';
import { PLACE_ONLY, type TellFault } from './list-fault.ts';
import { checked, checkedEntries, jsonColour } from './read-json.ts';

const metaSchema = z.object({
  labels: z.array(z.unknown()).optional(),
  label_map: z.record(z.string(), z.unknown()).optional(),
  segmentation_colors: z.array(z.unknown(), 'expected a list of colours').optional(),
  background_label: z.string('expected the number of a label in quotes').optional(),
});

/** Whether a JSON value is datumaro's dataset description: it maps numbers to labels, or just lists labels. */
export function isDatasetMeta(value: object): boolean {
  const hasLabelNames =
    'labels' in value && Array.isArray(value.labels) && value.labels.every((label) => typeof label === 'string');
  return 'label_map' in value || 'segmentation_colors' in value || hasLabelNames;
}

/**
 * datumaro's `dataset_meta.json` (util/meta_file_util.py): `label_map` from number to label, `segmentation_colors` by
 * number (null for none), `background_label`; or only `labels`, numbered in order. Colours of a numbering with gaps may
 * also be listed without the gaps. Labels without any colour get VOC's, as there.
 */
export function parseDatasetMeta(value: unknown, tell: TellFault): FileClasses {
  const meta = checked(metaSchema, value);
  const numbered =
    meta.label_map === undefined ? numberLabels(meta.labels ?? [], tell) : readLabelMap(meta.label_map, tell);
  const colours = checkedEntries(meta.segmentation_colors ?? [], jsonColour.nullable(), {
    name: 'segmentation_colors',
    remedy: PLACE_ONLY,
    tell,
  });
  const highest = numbered.reduce((most, { index }) => Math.max(most, index), -1);
  if (colours.length <= highest && colours.length !== 0 && colours.length !== numbered.length) {
    const expected = `a colour for each of ${numbered.length} labels, or ${highest + 1} by number`;
    throw paletteError(`segmentation_colors: expected ${expected}; found ${colours.length}`);
  }
  const isByNumber = colours.length > highest;
  const classes = numbered.map((entry, place) => withColour(entry, colours[isByNumber ? entry.index : place]));
  return {
    classes,
    hasStatedIndices: true,
    defaultColours: 'voc',
    background: backgroundOf(meta.background_label, classes),
    namesBackground: true,
  };
}

interface NumberedLabel {
  readonly name: string;
  readonly index: number;
}

function withColour({ name, index }: NumberedLabel, rgb: Rgb | null | undefined): FileClass {
  return { name: cleanName(name) || `class ${index}`, index, rgb: rgb ?? undefined };
}

function numberLabels(labels: readonly unknown[], tell: TellFault): NumberedLabel[] {
  return labels.map((name, index) => ({ name: nameOf(name, `labels[${index}]`, tell), index }));
}

function readLabelMap(labelMap: Readonly<Record<string, unknown>>, tell: TellFault): NumberedLabel[] {
  return Object.entries(labelMap).flatMap(([key, name]) => {
    const index = Number(key);
    if (/^\d{1,5}$/.test(key) && index <= 65_535) return { name: nameOf(name, `label_map.${key}`, tell), index };
    const message = `expected numbers 0..65535 as keys, found ${quoted(key)}`;
    tell({ place: 'label_map', message, remedy: 'it is left out' });
    return [];
  });
}

/** Empty where it is none: then the class is called by its number. */
function nameOf(value: unknown, place: string, tell: TellFault): string {
  if (typeof value === 'string') return value;
  tell({ place, message: 'expected a label name', remedy: 'the class is called by its number' });
  return '';
}

/** The label is named by its number; datumaro's VOC writer puts the name. */
function backgroundOf(label: string | undefined, classes: readonly FileClass[]): number | undefined {
  return classes.find(({ index, name }) => String(index) === label || name === label)?.index;
}

/** A palette as `dataset_meta.json`: names, colours, indices and the background are kept; further roles and evidence not. */
export function formatDatasetMeta({ classes }: Palette): string {
  const sorted = [...classes].sort((a, b) => a.index - b.index);
  const colours: (Rgb | null)[] = Array.from({ length: (sorted.at(-1)?.index ?? -1) + 1 }, () => null);
  for (const { index, rgb } of sorted) {
    colours[index] = rgb;
  }
  const background = sorted.find(({ role }) => role === 'background');
  const meta = {
    labels: sorted.map(({ name }) => name),
    label_map: Object.fromEntries(sorted.map(({ index, name }) => [String(index), name])),
    segmentation_colors: colours,
    ...(background && { background_label: String(background.index) }),
  };
  return `${JSON.stringify(meta)}\n`;
}
