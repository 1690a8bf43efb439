import type { DuplicateGroup, Outlier, PictureStatistics } from '../../../shared/contract/source-calls.ts';
import type { SourceRole } from '../../../shared/model/source-status.ts';
import { findOutliers } from '../../../shared/checks/find-outliers.ts';
import type { ProjectSession } from '../project-session.ts';

const MOST_OUTLIERS = 500;

/** Quality, size and subsampling over all files of a role, and those that stand out. */
export async function describeStatistics({ database }: ProjectSession, role: SourceRole): Promise<PictureStatistics> {
  const [sums, measured] = await Promise.all([database.roleStatistics(role), database.measuredFiles(role)]);
  const found = findOutliers(measured).slice(0, MOST_OUTLIERS);
  const rows = new Map((await database.sourceRows(found.map(({ id }) => id))).map((row) => [row.id, row]));
  const outliers = found.flatMap(({ id, reasons }): Outlier[] => {
    const file = rows.get(id);
    return file === undefined ? [] : [{ file, reasons: [...reasons] }];
  });
  const { files, format, quality, subsampling, size } = sums;
  return {
    files,
    format: [...format],
    quality: [...quality],
    subsampling: [...subsampling],
    size: [...size],
    outliers,
  };
}

/** Groups of files that are the same, by bytes or by pixels. */
export async function listDuplicates(
  { database }: ProjectSession,
  role: SourceRole,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<{ groups: DuplicateGroup[]; total: number }> {
  const all = await database.duplicates(role);
  const groups = await Promise.all(
    all.slice(offset, offset + limit).map(async ({ kind, ids }) => ({ kind, files: await database.sourceRows(ids) })),
  );
  return { groups, total: all.length };
}
