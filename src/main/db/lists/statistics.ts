import type { Database } from 'better-sqlite3';
import type { MeasuredPicture } from '../../../shared/checks/find-outliers.ts';
import type { SourceRole } from '../../../shared/model/source-status.ts';

interface Histogram {
  readonly value: string;
  readonly files: number;
}

/** Counts over all files of a role. */
export interface RoleStatistics {
  readonly files: number;
  readonly format: readonly Histogram[];
  readonly quality: readonly Histogram[];
  readonly subsampling: readonly Histogram[];
  readonly size: readonly Histogram[];
}

const FROM = 'FROM files WHERE role = ? AND is_removed = 0';

export function openStatistics(database: Database) {
  const histogram = (expression: string, order: string) =>
    database.prepare<[SourceRole], Histogram>(
      `SELECT CAST(${expression} AS TEXT) AS value, count(*) AS files ${FROM} AND ${expression} IS NOT NULL
       GROUP BY ${expression} ORDER BY ${order}`,
    );
  const format = histogram('format', 'files DESC');
  const quality = histogram('quality', 'quality');
  const subsampling = histogram('subsampling', 'files DESC');
  const size = database.prepare<[SourceRole], Histogram>(
    `SELECT width || 'x' || height AS value, count(*) AS files ${FROM} AND width IS NOT NULL
     GROUP BY width, height ORDER BY files DESC, width LIMIT 100`,
  );
  const count = database.prepare<[SourceRole], number>(`SELECT count(*) ${FROM}`).pluck();
  const measured = database.prepare<[SourceRole], MeasuredPicture>(
    `SELECT id, format, bytes, pixels, quality, subsampling ${FROM} AND bytes IS NOT NULL ORDER BY id`,
  );
  return {
    ofRole(role: SourceRole): RoleStatistics {
      return {
        files: count.get(role) ?? 0,
        format: format.all(role),
        quality: quality.all(role),
        subsampling: subsampling.all(role),
        size: size.all(role),
      };
    },
    measured(role: SourceRole): MeasuredPicture[] {
      return measured.all(role);
    },
  };
}
