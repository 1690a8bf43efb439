import { checkFile } from '../../../shared/checks/file-checks.ts';
import { describeSourceName } from '../../../shared/checks/source-name.ts';
import type {
  Facets,
  Selection,
  SourceDetail,
  SourceFilter,
  SourceRow,
  SourceSort,
} from '../../../shared/contract/source-schemas.ts';
import type { ErrorData } from '../../../shared/errors.ts';
import { errorDataSchema } from '../../../shared/model/error-data.ts';
import type { Decision } from '../../../shared/model/decision.ts';
import { type FileFacts, fileFactsSchema } from '../../../shared/model/file-facts.ts';
import type { DiskState, SourceRole, SourceStatus } from '../../../shared/model/source-status.ts';
import { type Verdict, verdictSchema } from '../../../shared/model/verdict.ts';
import type { ShownColour } from '../tables/colours-table.ts';
import type { FileStamp, ReadSource, SeenContent } from '../tables/files-table.ts';
import { changeHistory } from './history-operations.ts';
import type { Finding } from '../tables/inspections-table.ts';
import { readOptionalJson } from '../tables/json-column.ts';
import { fileProblemKinds } from './repair-operations.ts';
import type { RootRole } from '../tables/roots-table.ts';
import type { ListRequest } from '../lists/source-lists.ts';
import { sourcePath } from '../lists/source-path.ts';
import type { Tables } from '../tables/tables.ts';
import type { Thumbnail, ThumbnailKind } from '../tables/thumbnails-table.ts';

/** Pictures that a scan found under one root. */
export interface FoundSources {
  /** Absolute path. */
  readonly root: string;
  /** Paths below the root, POSIX. */
  readonly paths: readonly string[];
  /** `auto`: told by the names of folders and files. */
  readonly as: RootRole;
  /** The job that is to read them. */
  readonly jobId: number;
}

/** A file that work is to be done on. */
export interface SourceToRead {
  readonly id: number;
  readonly role: SourceRole;
  readonly status: SourceStatus;
  /** Absolute path. */
  readonly path: string;
  readonly root: string;
  /** Path below the root, POSIX. */
  readonly relativePath: string;
  /** As it was when it was read last; undefined where it never was. */
  readonly stamp: FileStamp | undefined;
  readonly revision: number;
  /** What reading it told; null where it was never read. */
  readonly format: string | null;
  readonly pixels: number | null;
  readonly verdictKind: string | null;
}

/** What reading a file told, before it is repaired. */
export interface StudiedSource {
  readonly jobId: number;
  readonly fileId: number;
  readonly role: SourceRole;
  readonly read: ReadSource;
  readonly verdict: Verdict | undefined;
  readonly seen: SeenContent;
  readonly thumbnail: Thumbnail | undefined;
  /** Masks only. */
  readonly finding: Finding | undefined;
  readonly colours: readonly ShownColour[];
  readonly engineVersion: number;
}

interface StoredSource {
  readonly id: bigint;
  readonly role: SourceRole;
  readonly status: SourceStatus;
  readonly root: string;
  readonly relativePath: string;
  readonly bytes: bigint | null;
  readonly modifiedNs: bigint | null;
  readonly revision: bigint;
  readonly format: string | null;
  readonly pixels: bigint | null;
  readonly verdictKind: string | null;
}

/** What a person says of masks. */
export interface Said {
  readonly decision: Decision;
  readonly note?: string | undefined;
  readonly by?: string | undefined;
}

export const sourceOperations = {
  /** Puts down what a scan found; files the project has already stay as they are. Gives the ids of those to be read. */
  registerSources(tables: Tables, found: FoundSources): { readonly added: number } {
    const rootId = tables.roots.register(found.root);
    let added = 0;
    const toRead: number[] = [];
    for (const path of found.paths) {
      const named =
        found.as === 'auto' ? (describeSourceName(`${lastPart(found.root)}/${path}`).role ?? 'mask') : found.as;
      const { file, isAdded } = tables.files.register(rootId, path, named);
      if (isAdded) added++;
      if (file.status === 'new') toRead.push(file.id);
    }
    tables.jobItems.add(found.jobId, toRead);
    if (added > 0) tables.project.grow();
    return { added };
  },

  watchRoot(tables: Tables, root: string, role: RootRole): void {
    tables.roots.watch(tables.roots.register(root), role);
  },

  /** The files of a job that wait for work. */
  waitingSources({ database, jobItems }: Tables, jobId: number): SourceToRead[] {
    return readSources({ database }, jobItems.waiting(jobId));
  },

  /** The files, in the order of their ids. */
  sourcesOf({ database }: Tables, ids: readonly number[]): SourceToRead[] {
    return readSources({ database }, ids);
  },

  recordStudy(tables: Tables, studied: StudiedSource): void {
    const { fileId, role, read, verdict, finding } = studied;
    const hadRepair = tables.repairs.read(fileId);
    const isOther = role === 'mask' && finding?.kind === 'other';
    const status = isOther ? 'skipped' : hadRepair === undefined ? 'inspected' : 'stale';
    const isSame = hadRepair?.origin.sourceSha256 === read.sha256;
    tables.files.setRead(fileId, isSame ? hadRepair.status : status, read, verdict);
    tables.files.setSeen(fileId, studied.seen);
    if (isSame) tables.files.setResult(fileId, hadRepair.status, hadRepair.metrics);
    if (studied.thumbnail !== undefined) tables.thumbnails.write(fileId, 'picture', studied.thumbnail);
    if (finding !== undefined) {
      tables.inspections.write(fileId, { sourceSha256: read.sha256, engineVersion: studied.engineVersion, finding });
    }
    tables.colours.replace(fileId, studied.colours);
    tables.problems.replace(fileId, fileProblemKinds, checkFile({ role, facts: read.facts, verdict }));
    tables.jobItems.setState(studied.jobId, fileId, isOther ? 'skipped' : 'done');
    tables.project.grow();
  },

  /** What became of files on disk; changed ones wait to be read by the job. */
  recordDiskStates(tables: Tables, jobId: number, states: readonly { id: number; disk: DiskState }[]): void {
    for (const { id, disk } of states) {
      tables.files.setDisk(id, disk);
      if (disk === 'changed') tables.jobItems.add(jobId, [id]);
    }
    if (states.length > 0) tables.project.grow();
  },

  setDiskStates({ files, project }: Tables, states: readonly { id: number; disk: DiskState }[]): void {
    for (const { id, disk } of states) files.setDisk(id, disk);
    project.grow();
  },

  /** A file of a job that needs nothing more of it. */
  finishItem({ jobItems }: Tables, jobId: number, fileId: number, state: 'done' | 'skipped' | 'failed'): void {
    jobItems.setState(jobId, fileId, state);
  },

  listSources(tables: Tables, request: ListRequest) {
    return { ...tables.lists.list(request), revision: tables.project.read().revision };
  },

  sourceRows({ lists }: Tables, ids: readonly number[]) {
    return lists.rows(ids);
  },

  sourcePosition({ lists }: Tables, id: number, list: { filter: SourceFilter; sort: SourceSort }): number | undefined {
    return lists.position(id, list);
  },

  sourceFacets({ lists }: Tables, filter: SourceFilter): Facets {
    return lists.facets(filter);
  },

  sourceIds({ lists }: Tables, selection: Selection): number[] {
    return lists.ids(selection);
  },

  sourceDetail(tables: Tables, id: number): SourceDetail | undefined {
    const row = tables.lists.row(id);
    const source = readSources(tables, [id]).at(0);
    const texts = readTexts(tables, id);
    if (row === undefined || source === undefined || texts === undefined) return undefined;
    const photoRow = row.photo === undefined ? undefined : tables.lists.row(row.photo);
    return {
      ...row,
      ...texts,
      absolutePath: source.path,
      problemList: tables.problems.ofFile(id),
      result: readResult(tables, row),
      photoRow,
      decisions: tables.decisions.former(id).map(({ decision, revision, at }) => ({ decision, revision, at })),
    };
  },

  thumbnail({ thumbnails }: Tables, id: number, kind: ThumbnailKind): Thumbnail | undefined {
    return thumbnails.read(id, kind);
  },

  /** Keeps the small picture of a file that was read without one. */
  keepThumbnail({ thumbnails }: Tables, id: number, thumbnail: Thumbnail): void {
    thumbnails.write(id, 'picture', thumbnail);
  },

  /** Takes files out of the project, as one act; tells how many. */
  removeSources(tables: Tables, selection: Selection): number {
    const files = liveIds(tables, tables.lists.ids(selection));
    const label = { kind: 'take-out', count: files.length } as const;
    if (files.length > 0) changeHistory(tables, label, { kind: 'remove', files });
    return files.length;
  },

  setRoles(tables: Tables, selection: Selection, role: SourceRole): number {
    const ids = new Set(tables.lists.ids(selection));
    const files = liveIds(tables, [...ids]).filter((id) => tables.lists.row(id)?.role !== role);
    const label = { kind: role === 'mask' ? 'make-masks' : 'make-photos', count: files.length } as const;
    if (files.length > 0) changeHistory(tables, label, { kind: 'role', to: role, files });
    return files.length;
  },

  /** What the person says of masks, as one act; tells how many changed. Without a note each mask keeps its own. */
  decide(tables: Tables, selection: Selection, said: Said): number {
    const files = liveIds(tables, tables.lists.ids(selection))
      .map((id) => {
        const { decision: from, ...others } = tables.decisions.of(id);
        return { id, from, ...others };
      })
      .filter(({ from, note = '' }) => from !== said.decision || (said.note !== undefined && said.note !== note));
    const { decision: to, note, by } = said;
    const label = { kind: 'decide', count: files.length, decision: to } as const;
    if (files.length > 0) changeHistory(tables, label, { kind: 'decide', to, note, by, at: Date.now(), files });
    return files.length;
  },
};

function liveIds({ database }: Tables, ids: readonly number[]): number[] {
  return database
    .prepare<[string], number>(
      'SELECT id FROM files WHERE id IN (SELECT value FROM json_each(?)) AND is_removed = 0 ORDER BY id',
    )
    .pluck()
    .all(JSON.stringify(ids));
}

function readSources({ database }: Pick<Tables, 'database'>, ids: readonly number[]): SourceToRead[] {
  const rows = database
    .prepare<[string], StoredSource>(
      `SELECT files.id, files.role, status, absolute_path AS root, path AS relativePath, bytes,
         modified_ns AS modifiedNs, revision, format, pixels, verdict_kind AS verdictKind
       FROM files JOIN roots ON roots.id = root_id
       WHERE files.id IN (SELECT value FROM json_each(?)) ORDER BY files.id`,
    )
    .safeIntegers()
    .all(JSON.stringify(ids));
  return rows.map(({ id, bytes, modifiedNs, revision, pixels, ...others }) => ({
    ...others,
    id: Number(id),
    revision: Number(revision),
    pixels: pixels === null ? null : Number(pixels),
    path: sourcePath(others.root, others.relativePath),
    stamp: bytes === null || modifiedNs === null ? undefined : { bytes: Number(bytes), modifiedNs },
  }));
}

interface StoredTexts {
  readonly facts: string | null;
  readonly verdict: string | null;
  readonly error: string | null;
  readonly sha256: string | null;
}

interface DetailTexts {
  readonly facts: FileFacts | undefined;
  readonly fullVerdict: Verdict | undefined;
  readonly error: ErrorData | undefined;
  readonly sha256: string | undefined;
}

function readTexts({ database }: Tables, id: number): DetailTexts | undefined {
  const row = database
    .prepare<[number], StoredTexts>('SELECT facts, verdict, error, sha256 FROM files WHERE id = ?')
    .get(id);
  if (row === undefined) return undefined;
  return {
    facts: readOptionalJson(fileFactsSchema, row.facts),
    fullVerdict: readOptionalJson(verdictSchema, row.verdict),
    error: readOptionalJson(errorDataSchema, row.error),
    sha256: row.sha256 ?? undefined,
  };
}

function readResult({ repairs, fileClasses }: Tables, row: SourceRow): SourceDetail['result'] {
  const { id } = row;
  const repair = repairs.read(id);
  if (repair?.status !== 'repaired') return undefined;
  const { revision, origin, repairedAt, metrics } = repair;
  const { ms, coloursBefore, changedPixels, uncertainPixels, certifiedBlocks, edgeBlocks, warnings } = metrics;
  return {
    revision,
    preset: origin.preset,
    engineVersion: origin.engineVersion,
    repairedAt,
    ms,
    // A drawn picture's colours are the program's own; a JPEG out of an archive is as it was.
    ...(!(row.isDrawn && row.format !== 'jpeg') && { coloursBefore }),
    changedPixels,
    uncertainPixels,
    certifiedBlocks,
    edgeBlocks,
    classes: fileClasses.ofFile(id),
    warnings: [...warnings],
  };
}

function lastPart(path: string): string {
  return path.split(/[/\\]/).findLast((part) => part !== '') ?? '';
}
