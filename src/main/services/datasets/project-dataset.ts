import { basename, join } from 'node:path';
import { stat } from '../../file-system.ts';
import { plainStem } from '../../../shared/checks/source-name.ts';
import { MaskmendError } from '../../../shared/errors.ts';
import type { ReadLimits } from '../../../shared/limits.ts';
import type { LabelMap } from '../../../shared/mask/label-map.ts';
import { relabel } from '../../../shared/mask/relabel.ts';
import type { Dataset, DatasetItem, FileRef, KeptSet, MaskSource } from '../../../shared/model/dataset.ts';
import { type Palette, UNASSIGNED_SLOT } from '../../../shared/model/palette.ts';
import type { ProjectDatabase } from '../../db/database.ts';
import type { ExportCandidate } from '../../db/operations/export-operations.ts';
import { ANNOTATION_FOLDER } from '../../formats/reading/kept-annotations.ts';
import { readKeptSets } from '../../formats/reading/kept-set.ts';
import { mapFiles } from '../repair/recall-results.ts';

interface ProjectMasks {
  readonly taken: readonly ExportCandidate[];
  readonly palette: Palette;
  /** Slots that are written as others. */
  readonly replaced: ReadonlyMap<number, number>;
  /** True where objects are asked for as they were annotated. */
  readonly hasAnnotations: boolean;
  readonly limits: ReadLimits;
}

/** Masks of a project as a dataset: their labels as they are kept, their photos, the parts they were found in. */
export async function projectDataset(
  database: ProjectDatabase,
  { taken, palette, replaced, hasAnnotations, limits }: ProjectMasks,
): Promise<Dataset> {
  const items = await mapFiles(taken, async (candidate): Promise<DatasetItem> => {
    const { id, relativePath, split, orientation, revision, photoPath } = candidate;
    return {
      stem: plainStem(relativePath),
      photo: photoPath === undefined ? undefined : await photoRef(photoPath),
      split: split === '' ? undefined : split,
      version: `${id} ${revision}`,
      mask: async () => {
        const annotations = hasAnnotations ? await annotationsOf(candidate) : undefined;
        return keptLabels(database, { id, orientation, replaced, annotations, limits });
      },
    };
  });
  const drawn = taken.filter(({ isDrawn }) => hasAnnotations && isDrawn).map(({ root }) => root);
  const kept = await readKeptSets([...new Set(drawn)]);
  return { format: 'project', palette, items, problems: [], notes: [], kept: kept && withoutMerged(kept, replaced) };
}

function withoutMerged(kept: KeptSet, replaced: ReadonlyMap<number, number>): KeptSet {
  return { ...kept, classes: kept.classes.filter(({ slot }) => !replaced.has(slot)) };
}

/** What a mask was drawn from lies beside it. */
async function annotationsOf({ isDrawn, root, relativePath, orientation }: ExportCandidate) {
  if (!isDrawn || orientation !== 1) return undefined;
  const name = `${ANNOTATION_FOLDER}/${relativePath.replace(/\.png$/, '')}.json`;
  const path = join(root, name);
  const found = await stat(path).catch(() => undefined);
  return found?.isFile() === true ? { path, name, bytes: found.size } : undefined;
}

/** A photo that is not there any more is none; preflight has said so. */
async function photoRef(path: string): Promise<FileRef | undefined> {
  const found = await stat(path).catch(() => undefined);
  return found?.isFile() === true ? { path, name: basename(path), bytes: found.size } : undefined;
}

interface KeptLabels {
  readonly id: number;
  readonly orientation: number;
  readonly replaced: ReadonlyMap<number, number>;
  readonly annotations: FileRef | undefined;
  readonly limits: ReadLimits;
}

async function keptLabels(
  database: ProjectDatabase,
  { id, orientation, replaced, annotations, limits }: KeptLabels,
): Promise<MaskSource> {
  const mask = await database.mask(id, limits);
  if (mask === undefined) {
    throw new MaskmendError('not-found', 'the project keeps no labels of this mask', { hint: 'repair it again' });
  }
  const objects = await database.objectsOf(id);
  const labelMap = widened(relabel(mask.labelMap, replaced));
  const kept = annotations && { file: annotations, replaced };
  if (objects === undefined) return { kind: 'labels', labelMap, orientation, annotations: kept };
  const segments = objects.segments.map((segment) => ({
    ...segment,
    slot: replaced.get(segment.slot) ?? segment.slot,
  }));
  return { kind: 'labels', labelMap, orientation, objects: { ...objects, segments }, annotations: kept };
}

/** Datasets mark pixels of no class by 65535; where they occur, labels take 16 bits. */
function widened(map: LabelMap): LabelMap {
  const { labels } = map;
  if (!(labels instanceof Uint8Array) || !labels.includes(255)) return map;
  return { ...map, labels: Uint16Array.from(labels, (slot) => (slot === 255 ? UNASSIGNED_SLOT : slot)) };
}
