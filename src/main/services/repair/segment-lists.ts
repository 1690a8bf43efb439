import { stat } from '../../file-system.ts';
import { MaskmendError } from '../../../shared/errors.ts';
import type { ReadLimits } from '../../../shared/limits.ts';
import type { SeenObjects } from '../../../shared/objects/recognise-objects.ts';

/**
 * Masks whose ids a panoptic JSON lists, by absolute path: one beside a folder that has its name, and, where the folder
 * is likely to hold such masks, one below it. What is no such file, or cannot be read as one, lists nothing.
 */
export async function segmentLists({
  folders,
  likely,
  limits,
}: {
  readonly folders: ReadonlySet<string>;
  readonly likely: ReadonlySet<string>;
  readonly limits: ReadLimits;
}): Promise<ReadonlyMap<string, SeenObjects>> {
  const beside = [...folders].map((folder) => `${folder}.json`);
  const isThere = await Promise.all(beside.map(isFile));
  const listed = new Map<string, SeenObjects>();
  for (const path of [...beside.filter((_, place) => isThere[place]), ...likely]) {
    for (const [mask, objects] of await readLists(path, limits)) if (!listed.has(mask)) listed.set(mask, objects);
  }
  return listed;
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isFile() === true;
}

async function readLists(path: string, limits: ReadLimits): Promise<[string, SeenObjects][]> {
  // Loaded here: most folders have no such list, and the formats are many.
  const [{ importDataset }, { sourceOf }] = await Promise.all([
    import('../../formats/registry.ts'),
    import('../../formats/exporting/source-of.ts'),
  ]);
  try {
    const { items } = await importDataset({ path, format: 'coco-panoptic', raster: 'coco', limits });
    const sources = await Promise.all(items.map(sourceOf));
    return sources.flatMap((source): [string, SeenObjects][] => {
      if (source.kind !== 'picture' || source.file.entry !== undefined) return [];
      const ids = [...source.coding.indices.keys()].filter((id) => id > 0);
      return [[source.file.path, listOf(ids)]];
    });
  } catch (error) {
    if (error instanceof MaskmendError) return [];
    throw error;
  }
}

function listOf(ids: readonly number[]): SeenObjects {
  return {
    evidence: { kind: 'listed', segments: ids.length },
    reading: 'id24',
    // Which class each has is told by the JSON, which stays true.
    classes: { kind: 'listed', slots: ids.map((id) => [id, 0]) },
    leftOut: [0],
  };
}
