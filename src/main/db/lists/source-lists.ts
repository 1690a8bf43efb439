import type { Database } from 'better-sqlite3';
import type {
  Facets,
  Selection,
  SourceFilter,
  SourceRow,
  SourceSort,
} from '../../../shared/contract/source-schemas.ts';
import { conditionOf, orderOf, sortColumn } from './source-query.ts';
import { SOURCE_COLUMNS, type StoredSourceRow, toSourceRow } from './source-rows.ts';

export interface ListRequest {
  readonly filter: SourceFilter;
  readonly sort: SourceSort;
  readonly offset: number;
  readonly limit: number;
}

/** The statement of the ids of a page of a list. */
function idsSql({ filter, sort }: Pick<ListRequest, 'filter' | 'sort'>): string {
  return `SELECT id FROM files WHERE ${conditionOf(filter).sql} ORDER BY ${orderOf(sort)} LIMIT @limit OFFSET @offset`;
}

/** The statement of a page of a list; for the tests of query plans too. */
export function listSql(list: Pick<ListRequest, 'filter' | 'sort'>): string {
  // Only ids are looked up while skipping to the page: the index has them all.
  return `SELECT ${SOURCE_COLUMNS} FROM files WHERE id IN (${idsSql(list)}) ORDER BY ${orderOf(list.sort)}`;
}

export interface NextRequest extends Pick<ListRequest, 'filter' | 'sort'> {
  readonly from: number | undefined;
  readonly direction: 'forward' | 'backward';
  /** What the file has to meet beside the filter: a condition of SQL of our own. */
  readonly condition: string;
}

/** The statement of the next file of a list; for the tests of query plans too. `own`: what the file `@id` is sorted by. */
export function nextSql({ filter, sort, direction, condition }: NextRequest, own: OwnValue | undefined): string {
  const isForward = direction === 'forward';
  const isAscending = (sort.direction === 'ascending') === isForward;
  const column = sortColumn(sort.by);
  const order = isAscending ? 'ASC' : 'DESC';
  // What is not known comes last in the list, so first on the way back.
  const nulls = isForward ? 'LAST' : 'FIRST';
  const after =
    own === undefined ? 'TRUE' : afterClause(column, { isAscending, isForward, isKnown: own.value !== null });
  return `SELECT id FROM files WHERE ${conditionOf(filter).sql} AND ${condition} AND (${after})
    ORDER BY ${column} ${order} NULLS ${nulls}, id ${order} LIMIT 1`;
}

interface OwnValue {
  readonly value: string | number | null;
}

function ownValue(database: Database, id: number, { by }: SourceSort): OwnValue | undefined {
  return database.prepare<[number], OwnValue>(`SELECT ${sortColumn(by)} AS value FROM files WHERE id = ?`).get(id);
}

function afterClause(
  column: string,
  { isAscending, isForward, isKnown }: { isAscending: boolean; isForward: boolean; isKnown: boolean },
): string {
  const [more, laterId] = isAscending ? ['>', 'id > @id'] : ['<', 'id < @id'];
  if (!isKnown) return `(${column} IS NULL AND ${laterId})${isForward ? '' : ` OR ${column} IS NOT NULL`}`;
  const unknown = isForward ? ` OR ${column} IS NULL` : '';
  return `${column} ${more} @value OR (${column} = @value AND ${laterId})${unknown}`;
}

/** Lists, positions and counts over the project's files, filtered and sorted by SQL. */
export function openSourceLists(database: Database) {
  const rowById = database.prepare<[number], StoredSourceRow>(`SELECT ${SOURCE_COLUMNS} FROM files WHERE id = ?`);
  const rowsById = database.prepare<[string], StoredSourceRow>(
    `SELECT ${SOURCE_COLUMNS} FROM files WHERE id IN (SELECT value FROM json_each(?))`,
  );
  const count = (filter: SourceFilter): number => {
    const { sql, values } = conditionOf(filter);
    return database.prepare<[unknown], number>(`SELECT count(*) FROM files WHERE ${sql}`).pluck().get(values) ?? 0;
  };
  return {
    row(id: number): SourceRow | undefined {
      const stored = rowById.get(id);
      return stored && toSourceRow(stored);
    },
    /** In the order given; unknown ids are left out. */
    rows(ids: readonly number[]): SourceRow[] {
      const found = new Map(rowsById.all(JSON.stringify(ids)).map((row) => [row.id, toSourceRow(row)]));
      return ids.flatMap((id) => found.get(id) ?? []);
    },
    count,
    list(request: ListRequest): { readonly rows: SourceRow[]; readonly total: number } {
      const { values } = conditionOf(request.filter);
      const { offset, limit } = request;
      const rows = database.prepare<[unknown], StoredSourceRow>(listSql(request)).all({ ...values, offset, limit });
      return { rows: rows.map(toSourceRow), total: count(request.filter) };
    },
    /** Ids of a page, in the order of the list. */
    listedIds(request: ListRequest): number[] {
      const { values } = conditionOf(request.filter);
      const { offset, limit } = request;
      return database
        .prepare<[unknown], number>(idsSql(request))
        .pluck()
        .all({ ...values, offset, limit });
    },
    /** How many files of the list come before one of them; undefined where the list does not have it. */
    position(id: number, { filter, sort }: Pick<ListRequest, 'filter' | 'sort'>): number | undefined {
      const { sql, values } = conditionOf(filter);
      const column = sortColumn(sort.by);
      const own = database
        .prepare<[unknown], { value: string | number | null }>(
          `SELECT ${column} AS value FROM files WHERE ${sql} AND id = @id`,
        )
        .get({ ...values, id });
      if (own === undefined) return undefined;
      const before = beforeClause(column, { isAscending: sort.direction === 'ascending', isKnown: own.value !== null });
      const place = own.value === null ? { id } : { id, value: own.value };
      return database
        .prepare<[unknown], number>(`SELECT count(*) FROM files WHERE ${sql} AND (${before})`)
        .pluck()
        .get({ ...values, ...place });
    },
    /** The next file of a list after another one (without one: its first) that meets a condition; see `nextSql`. */
    next(request: NextRequest): number | undefined {
      const { values } = conditionOf(request.filter);
      const own = request.from === undefined ? undefined : ownValue(database, request.from, request.sort);
      const place = own === undefined ? {} : { id: request.from, ...(own.value !== null && { value: own.value }) };
      return database
        .prepare<[unknown], number>(nextSql(request, own))
        .pluck()
        .get({ ...values, ...place });
    },
    ids(selection: Selection): number[] {
      if (selection.kind === 'ids') return [...new Set(selection.ids)];
      const { sql, values } = conditionOf(selection.filter);
      return database.prepare<[unknown], number>(`SELECT id FROM files WHERE ${sql} ORDER BY id`).pluck().all(values);
    },
    facets(filter: SourceFilter): Facets {
      return {
        total: count(filter),
        verdict: facet(database, filter, { name: 'verdict', column: 'verdict_kind' }),
        format: facet(database, filter, { name: 'format', column: 'format' }),
        subsampling: facet(database, filter, { name: 'subsampling', column: 'subsampling' }),
        status: facet(database, filter, { name: 'status', column: 'status' }),
        decision: facet(database, filter, { name: 'decision', column: 'decision' }),
        disk: facet(database, filter, { name: 'disk', column: 'disk' }),
        root: facet(database, filter, { name: 'root', column: 'root_id' }),
        problem: joinedFacet(database, filter, PROBLEM_FACET),
        classes: joinedFacet(database, filter, CLASS_FACET),
        quality: bounds(database, filter, 'quality'),
        colours: bounds(database, filter, 'colours'),
        pixels: bounds(database, filter, 'pixels'),
        bytes: bounds(database, filter, 'bytes'),
      };
    },
  };
}

function beforeClause(column: string, { isAscending, isKnown }: { isAscending: boolean; isKnown: boolean }): string {
  const earlierId = isAscending ? 'id < @id' : 'id > @id';
  if (!isKnown) return `${column} IS NOT NULL OR ${earlierId}`;
  return `${column} ${isAscending ? '<' : '>'} @value OR (${column} = @value AND ${earlierId})`;
}

interface PlainFacet {
  readonly name: 'verdict' | 'format' | 'subsampling' | 'status' | 'decision' | 'disk' | 'root';
  readonly column: string;
}

interface FacetCount {
  readonly value: string;
  readonly files: number;
}

function facet(database: Database, filter: SourceFilter, { name, column }: PlainFacet): FacetCount[] {
  const { sql, values } = conditionOf({ ...filter, [name]: undefined });
  return database
    .prepare<[unknown], FacetCount>(
      `SELECT CAST(${column} AS TEXT) AS value, count(*) AS files FROM files
       WHERE ${sql} AND ${column} IS NOT NULL GROUP BY ${column}`,
    )
    .all(values);
}

const PROBLEM_FACET = { name: 'problem', table: 'file_problems', column: 'kind' } as const;
const CLASS_FACET = {
  name: 'classes',
  table: `(SELECT DISTINCT coalesce(merged_into, file_classes.slot) AS slot, file_id
    FROM file_classes JOIN classes USING (slot))`,
  column: 'slot',
} as const;

function joinedFacet(
  database: Database,
  filter: SourceFilter,
  { name, table, column }: typeof PROBLEM_FACET | typeof CLASS_FACET,
): FacetCount[] {
  const { sql, values } = conditionOf({ ...filter, [name]: undefined });
  return database
    .prepare<[unknown], FacetCount>(
      `SELECT CAST(entry.${column} AS TEXT) AS value, count(*) AS files FROM ${table} AS entry
       WHERE entry.file_id IN (SELECT id FROM files WHERE ${sql}) GROUP BY entry.${column}`,
    )
    .all(values);
}

function bounds(
  database: Database,
  filter: SourceFilter,
  column: 'quality' | 'colours' | 'pixels' | 'bytes',
): Facets['quality'] {
  const { sql, values } = conditionOf({ ...filter, [column]: undefined });
  const found = database
    .prepare<[unknown], { least: number | null; most: number | null }>(
      `SELECT min(${column}) AS least, max(${column}) AS most FROM files WHERE ${sql}`,
    )
    .get(values);
  return found?.least == null || found.most === null ? undefined : { least: found.least, most: found.most };
}
