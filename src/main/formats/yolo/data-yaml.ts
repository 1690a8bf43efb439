import type { ExportRemark } from '../../../shared/model/export-remark.ts';
import { stringify } from 'yaml';

/** What a data file of Ultralytics tells. */
interface DataFileParts {
  readonly splits: readonly string[];
  /** Names by class number. */
  readonly names: ReadonlyMap<number, string>;
  readonly masksDir?: string;
}

/** Ultralytics refuses a data file that lacks one of them. */
const NEEDED = ['train', 'val'] as const;

/**
 * The text of `data.yaml`, the folders of photos by split. It says no `path`: without one Ultralytics looks beside the
 * file, while a relative one is taken for a folder of its own datasets.
 */
export function dataYaml({ splits, names, masksDir }: DataFileParts): string {
  const needed = splits.length === 0 ? [] : NEEDED;
  const folders = [...new Set([...needed, ...splits])].map((split) => {
    return [split, `images/${splits.includes(split) ? split : standIn(splits)}`] as const;
  });
  return stringify({
    ...Object.fromEntries(folders),
    ...(masksDir !== undefined && { masks_dir: masksDir }),
    names: new Map([...names].sort(([a], [b]) => a - b)),
  });
}

/** Told before a data file is written whose parts are not those that Ultralytics trains and validates with. */
export function partWarnings(splits: readonly string[]): ExportRemark[] {
  return NEEDED.filter((split) => splits.length > 0 && !splits.includes(split)).map((part) => ({
    kind: 'missing-part',
    part,
    standIn: standIn(splits),
  }));
}

/** The part whose photos stand for one that is not there. */
function standIn(splits: readonly string[]): string {
  return NEEDED.find((split) => splits.includes(split)) ?? splits[0];
}
