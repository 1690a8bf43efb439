import { outlierInWords, problemInWords } from '../../../shared/strings/in-words.ts';
import { severityOf } from '../../../shared/checks/problem-severity.ts';
import type { SourceFilter, SourceRow } from '../../../shared/contract/source-schemas.ts';
import { writeFileAside } from '../../codec/write-file.ts';
import { toCsv } from '../report/csv.ts';
import { checkNewFile } from '../new-file.ts';
import type { ProjectSession } from '../project-session.ts';
import { describeStatistics, listDuplicates } from './source-statistics.ts';

interface TableRequest {
  readonly table: 'files' | 'statistics' | 'problems' | 'duplicates';
  readonly filter: SourceFilter;
  /** Absolute path. */
  readonly path: string;
  readonly isOverwriting: boolean;
}

type Cell = string | number | boolean | undefined;
interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** Rows taken from the project at a time. */
const PAGE = 1000;
const MOST_GROUPS = 100_000;

/** Writes a table as CSV; throws exists, not-found, and what writing throws. */
export async function exportTable(
  session: ProjectSession,
  request: TableRequest,
): Promise<{ path: string; rows: number }> {
  await checkNewFile(request.path, request.isOverwriting);
  const { columns, rows } = await tables[request.table](session, request.filter);
  await writeFileAside(request.path, toCsv(columns, rows));
  return { path: request.path, rows: rows.length };
}

const tables = {
  files: filesTable,
  statistics: statisticsTable,
  problems: problemsTable,
  duplicates: duplicatesTable,
} as const satisfies Record<TableRequest['table'], (session: ProjectSession, filter: SourceFilter) => Promise<Table>>;

const FILE_COLUMNS = {
  path: ({ path }) => path,
  role: ({ role }) => role,
  status: ({ status }) => status,
  decision: ({ decision }) => decision,
  verdict: ({ verdict }) => verdict,
  verdict_confidence: ({ verdictConfidence }) => verdictConfidence,
  format: ({ format }) => format,
  bytes: ({ bytes }) => bytes,
  width: ({ width }) => width,
  height: ({ height }) => height,
  quality: ({ quality }) => quality,
  subsampling: ({ subsampling }) => subsampling,
  colours: ({ colours }) => colours,
  classes: ({ classes }) => classes,
  uncertain_pixels: ({ uncertainPixels }) => uncertainPixels,
  certified_share: ({ certifiedShare }) => certifiedShare,
  is_certified: ({ isCertified }) => isCertified,
  problems: ({ problems }) => problems,
  disk: ({ disk }) => disk,
} as const satisfies Record<string, (row: SourceRow) => Cell>;

async function filesTable(session: ProjectSession, filter: SourceFilter): Promise<Table> {
  const rows = await allRows(session, filter);
  const cells = Object.values(FILE_COLUMNS);
  return { columns: Object.keys(FILE_COLUMNS), rows: rows.map((row) => cells.map((cellOf) => cellOf(row))) };
}

async function statisticsTable(session: ProjectSession, { role }: SourceFilter): Promise<Table> {
  const { format, quality, subsampling, size, outliers } = await describeStatistics(session, role);
  const counts = Object.entries({ format, quality, subsampling, size }).flatMap(([property, histogram]) =>
    histogram.map(({ value, files }) => [property, value, files, undefined]),
  );
  const listed = outliers.map(({ file, reasons }) => [
    'outlier',
    file.path,
    undefined,
    reasons.map(outlierInWords).join('; '),
  ]);
  return { columns: ['property', 'value', 'files', 'reasons'], rows: [...counts, ...listed] };
}

/** Of masks and photos alike; a problem of the classes has no path. */
async function problemsTable(session: ProjectSession): Promise<Table> {
  const rows: Cell[][] = [];
  for (const { kind, ofPalette } of await session.database.problemSums()) {
    const severity = severityOf[kind];
    rows.push(...ofPalette.map((found) => [undefined, undefined, kind, severity, problemInWords(found)]));
    const masks = await allRows(session, { role: 'mask', problem: [kind] });
    const photos = await allRows(session, { role: 'photo', problem: [kind] });
    for (const { id, path, role } of [...masks, ...photos]) {
      const detail = await session.database.sourceDetail(id);
      const problem = detail?.problemList.find((entry) => entry.kind === kind);
      rows.push([path, role, kind, severity, problem && problemInWords(problem)]);
    }
  }
  return { columns: ['path', 'role', 'problem', 'severity', 'text'], rows };
}

async function duplicatesTable(session: ProjectSession, { role }: SourceFilter): Promise<Table> {
  const { groups } = await listDuplicates(session, role, { offset: 0, limit: MOST_GROUPS });
  const rows = groups.flatMap(({ kind, files }, group) => files.map(({ path }) => [group + 1, kind, path]));
  return { columns: ['group', 'same', 'path'], rows };
}

async function allRows({ database }: ProjectSession, filter: SourceFilter): Promise<SourceRow[]> {
  const ids = await database.sourceIds({ kind: 'filter', filter });
  const rows: SourceRow[] = [];
  for (let start = 0; start < ids.length; start += PAGE) {
    rows.push(...(await database.sourceRows(ids.slice(start, start + PAGE))));
  }
  return rows;
}
