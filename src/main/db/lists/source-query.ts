import type { SourceFilter, SourceSort } from '../../../shared/contract/source-schemas.ts';

/** A condition over the table `files`, and the values it names. */
export interface SourceCondition {
  readonly sql: string;
  readonly values: Readonly<Record<string, string | number>>;
}

interface Clause {
  readonly sql: string;
  readonly value?: string | number | undefined;
}

const LISTS = {
  verdict: 'verdict_kind',
  format: 'format',
  subsampling: 'subsampling',
  status: 'status',
  decision: 'decision',
  disk: 'disk',
  root: 'root_id',
} as const satisfies Partial<Record<keyof SourceFilter, string>>;

const RANGES = {
  quality: 'quality',
  colours: 'colours',
  pixels: 'pixels',
  bytes: 'bytes',
  certifiedShare: 'certified_share',
  uncertain: 'uncertain_pixels',
} as const satisfies Partial<Record<keyof SourceFilter, string>>;

/**
 * Certified by the repair, and as it gave them: nothing is claimed of what a person painted over, nor of what was repaired
 * by classes that have changed since.
 */
export const CERTIFIED = "is_certified = 1 AND edited_pixels = 0 AND status = 'repaired'";
/** Masks that there is something to decide on. */
export const REVIEWABLE = "status IN ('repaired', 'stale', 'skipped', 'failed')";
/** Undecided ones; the terms are those of the indexes `files_undecided` and `files_to_look_at`, word for word. */
export const UNDECIDED = `role = 'mask' AND is_removed = 0 AND decision = 'undecided' AND ${REVIEWABLE}`;
/** Those of them that a person has to look at: also what was certified and has been painted over since. */
export const NEEDS_LOOK = `role = 'mask' AND is_removed = 0 AND decision = 'undecided'
  AND (is_certified = 0 OR edited_pixels > 0) AND ${REVIEWABLE}`;

/** The files that a filter means; those taken out of the project are never meant. */
export function conditionOf(filter: SourceFilter): SourceCondition {
  const clauses = new Map<string, Clause>([
    ['role', { sql: 'role = @role', value: filter.role }],
    ...listClauses(filter),
    ...rangeClauses(filter),
    ...otherClauses(filter),
  ]);
  const values = [...clauses].flatMap(([name, { value }]) => (value === undefined ? [] : [[name, value] as const]));
  return {
    sql: ['is_removed = 0', ...[...clauses.values()].map(({ sql }) => sql)].join(' AND '),
    values: Object.fromEntries(values),
  };
}

function listClauses(filter: SourceFilter): [string, Clause][] {
  // Object.entries forgets the key type; LISTS is a literal with no further keys.
  return (Object.entries(LISTS) as [keyof typeof LISTS, string][]).flatMap(([name, column]): [string, Clause][] => {
    const wanted = filter[name];
    if (wanted === undefined) return [];
    return [[name, { sql: `${column} IN (SELECT value FROM json_each(@${name}))`, value: JSON.stringify(wanted) }]];
  });
}

function rangeClauses(filter: SourceFilter): [string, Clause][] {
  // As above.
  return (Object.entries(RANGES) as [keyof typeof RANGES, string][]).flatMap(([name, column]): [string, Clause][] => {
    const { from, to } = filter[name] ?? {};
    return [
      ...(from === undefined ? [] : [[`${name}From`, { sql: `${column} >= @${name}From`, value: from }] as const]),
      ...(to === undefined ? [] : [[`${name}To`, { sql: `${column} <= @${name}To`, value: to }] as const]),
    ].map(([key, clause]) => [key, clause]);
  });
}

function otherClauses(filter: SourceFilter): [string, Clause][] {
  const { name, problem, classes, hasPhoto, isCertified, job } = filter;
  const clauses: [string, Clause | undefined][] = [
    ['name', name ? { sql: "name_key LIKE @name ESCAPE '\\'", value: likePattern(name) } : undefined],
    ['problem', problem && { sql: `id IN (${PROBLEM_FILES})`, value: JSON.stringify(problem) }],
    ['classes', classes && { sql: `id IN (${CLASS_FILES})`, value: JSON.stringify(classes) }],
    ['hasPhoto', hasPhoto === undefined ? undefined : { sql: `photo_id IS ${hasPhoto ? 'NOT ' : ''}NULL` }],
    ['certified', either(isCertified, CERTIFIED)],
    ...reviewClauses(filter),
    [
      'job',
      job === undefined ? undefined : { sql: 'id IN (SELECT file_id FROM job_items WHERE job_id = @job)', value: job },
    ],
  ];
  return clauses.flatMap(([key, clause]): [string, Clause][] => (clause === undefined ? [] : [[key, clause]]));
}

function reviewClauses({ needsLook, isEdited, hasNote }: SourceFilter): [string, Clause | undefined][] {
  return [
    ['needsLook', either(needsLook, NEEDS_LOOK)],
    ['edited', either(isEdited, 'edits > 0')],
    ['noted', either(hasNote, 'note IS NOT NULL')],
  ];
}

function either(isWanted: boolean | undefined, condition: string): Clause | undefined {
  return isWanted === undefined ? undefined : { sql: isWanted ? condition : `NOT (${condition})` };
}

const PROBLEM_FILES = 'SELECT file_id FROM file_problems WHERE kind IN (SELECT value FROM json_each(@problem))';
// A class stands for those that were merged into it.
const CLASS_FILES = `SELECT file_id FROM file_classes WHERE slot IN (
    SELECT value FROM json_each(@classes) UNION
    SELECT slot FROM classes WHERE merged_into IN (SELECT value FROM json_each(@classes)))`;

function likePattern(text: string): string {
  const plain = text.normalize('NFC').toLowerCase();
  return `%${plain.replace(/[\\%_]/g, '\\$&')}%`;
}

const SORTS = {
  name: 'name_key',
  look: 'look',
  verdict: 'verdict_kind',
  format: 'format',
  pixels: 'pixels',
  bytes: 'bytes',
  quality: 'quality',
  subsampling: 'subsampling',
  colours: 'colours',
  classes: 'class_count',
  status: 'status',
  decision: 'decision',
  uncertain: 'uncertain_pixels',
  certified: 'certified_share',
} as const satisfies Record<SourceSort['by'], string>;

/** The column that a sort goes by. */
export function sortColumn(by: SourceSort['by']): string {
  return SORTS[by];
}

/** What is not known comes last either way; equal files keep their order. */
export function orderOf({ by, direction }: SourceSort): string {
  const column = SORTS[by];
  return direction === 'ascending' ? `${column} ASC NULLS LAST, id ASC` : `${column} DESC NULLS LAST, id DESC`;
}
