import type { ReviewCounts, ReviewProgress, SavedFilter } from '../../../shared/contract/review-schemas.ts';
import type { SourceFilter, SourceRow, SourceSort } from '../../../shared/contract/source-schemas.ts';
import { changeHistory } from './history-operations.ts';
import type { ListRequest } from '../lists/source-lists.ts';
import { NEEDS_LOOK, REVIEWABLE, UNDECIDED } from '../lists/source-query.ts';
import type { Tables } from '../tables/tables.ts';

/** Which mask of the queue is wanted next. */
export interface NextMask {
  readonly filter: SourceFilter;
  readonly sort: SourceSort;
  readonly from?: number | undefined;
  readonly direction: 'forward' | 'backward';
  readonly want: 'undecided' | 'needs-look' | 'any';
}

const WANTED = { undecided: UNDECIDED, 'needs-look': NEEDS_LOOK, any: REVIEWABLE } as const;

/** Certified, undecided and up to date: what can be accepted without a look. */
const CERTIFIED: Pick<SourceFilter, 'isCertified' | 'decision' | 'status'> = {
  isCertified: true,
  decision: ['undecided'],
  status: ['repaired'],
};
/** Rows of a preview. */
const MOST_ROWS = 100;

export const queueOperations = {
  queue(tables: Tables, request: ListRequest) {
    const { revision } = tables.project.read();
    return { ...tables.lists.list(request), progress: readProgress(tables), revision };
  },

  /** Ids of a stretch of the list, in its order. */
  queuedIds({ lists }: Tables, request: ListRequest): number[] {
    return lists.listedIds(request);
  },

  reviewProgress(tables: Tables): ReviewProgress {
    return readProgress(tables);
  },

  reviewCounts({ lists }: Tables, filter: SourceFilter): ReviewCounts {
    const { total, verdict, status, decision, classes } = lists.facets(filter);
    return {
      total,
      verdict,
      status,
      decision,
      classes,
      certified: lists.count({ ...filter, isCertified: true }),
      needsLook: lists.count({ ...filter, needsLook: true }),
      edited: lists.count({ ...filter, isEdited: true }),
      noted: lists.count({ ...filter, hasNote: true }),
    };
  },

  /** The next wanted mask of a list, and where in the list it stands; begins again at the other end. */
  nextMask({ lists }: Tables, request: NextMask): { readonly row?: SourceRow; readonly position?: number } {
    const wanted = { ...request, from: request.from, condition: WANTED[request.want] };
    const id = lists.next(wanted) ?? lists.next({ ...wanted, from: undefined });
    const row = id === undefined || id === request.from ? undefined : lists.row(id);
    if (row === undefined) return {};
    const position = lists.position(row.id, request);
    return { row, ...(position !== undefined && { position }) };
  },

  savedFilters({ savedFilters }: Tables): SavedFilter[] {
    return savedFilters.all();
  },

  saveFilter({ savedFilters }: Tables, filter: SavedFilter): SavedFilter[] {
    savedFilters.write(filter);
    return savedFilters.all();
  },

  removeFilter({ savedFilters }: Tables, name: string): SavedFilter[] {
    savedFilters.remove(name);
    return savedFilters.all();
  },

  /** Puts a note to a mask, as one act; empty takes it away. */
  setNote(tables: Tables, id: number, note: string): void {
    const before = tables.decisions.of(id).note;
    const after = note === '' ? undefined : note;
    if (before === after) return;
    changeHistory(
      tables,
      { kind: after === undefined ? 'remove-note' : 'write-note' },
      {
        kind: 'note',
        file: id,
        from: before,
        to: after,
      },
    );
  },

  /** What accepting all certified masks of a list would do. */
  certifiedPreview({ lists }: Tables, filter: SourceFilter) {
    const certified = certifiedOf(filter);
    const masks = certified === undefined ? 0 : lists.count(certified);
    return {
      masks,
      rows:
        certified === undefined
          ? []
          : lists.list({
              filter: certified,
              sort: { by: 'look', direction: 'descending' },
              offset: 0,
              limit: MOST_ROWS,
            }).rows,
      left: countUndecided(lists, filter) - masks,
    };
  },

  acceptCertified(tables: Tables, filter: SourceFilter, by: string): number {
    const certified = certifiedOf(filter);
    const ids = certified === undefined ? [] : tables.lists.ids({ kind: 'filter', filter: certified });
    const at = Date.now();
    const files = ids.map((id) => {
      const { decision: from, ...others } = tables.decisions.of(id);
      return { id, from, ...others };
    });
    const label = { kind: 'accept-certified', count: files.length } as const;
    if (files.length > 0) changeHistory(tables, label, { kind: 'decide', to: 'accepted', by, at, files });
    return files.length;
  },
};

/** A list narrowed to what is certified; undefined where nothing of it can be. */
function certifiedOf(filter: SourceFilter): SourceFilter | undefined {
  const isOutside =
    filter.role !== 'mask' ||
    filter.isCertified === false ||
    filter.decision?.includes('undecided') === false ||
    filter.status?.includes('repaired') === false;
  return isOutside ? undefined : { ...filter, ...CERTIFIED };
}

function countUndecided(lists: Tables['lists'], filter: SourceFilter): number {
  if (filter.decision?.includes('undecided') === false) return 0;
  const reviewable = ['repaired', 'stale', 'skipped', 'failed'] as const;
  const status = reviewable.filter((name) => filter.status?.includes(name) !== false);
  return lists.count({ ...filter, decision: ['undecided'], status });
}

function readProgress({ database }: Tables): ReviewProgress {
  const byDecision = new Map(
    database
      .prepare<[], { decision: string; files: number }>(
        `SELECT decision, count(*) AS files FROM files WHERE role = 'mask' AND is_removed = 0 AND ${REVIEWABLE} GROUP BY decision`,
      )
      .all()
      .map(({ decision, files }) => [decision, files]),
  );
  const of = (name: string): number => byDecision.get(name) ?? 0;
  const needsLook = database.prepare<[], number>(`SELECT count(*) FROM files WHERE ${NEEDS_LOOK}`).pluck().get() ?? 0;
  const [accepted, rejected, flagged, skipped] = ['accepted', 'rejected', 'flagged', 'skipped'].map(of);
  const decided = accepted + rejected + flagged + skipped;
  return { masks: decided + of('undecided'), decided, needsLook, accepted, rejected, flagged, skipped };
}
