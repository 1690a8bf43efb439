import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { type ErrorData } from '../../../shared/errors.ts';
import { errorDataSchema } from '../../../shared/model/error-data.ts';
import { jobTitleSchema, type KeptJobTitle } from '../../../shared/model/job-title.ts';
import { readKept, writeKept } from './kept-words.ts';
import { readJson, readOptionalJson, writeOptionalJson } from './json-column.ts';

export type JobKind = 'import' | 'rescan' | 'repair' | 'export' | 'edit';
export type JobState = 'running' | 'finished' | 'cancelled' | 'interrupted' | 'failed';

export interface JobRow {
  readonly id: number;
  readonly kind: JobKind;
  readonly state: JobState;
  readonly title: KeptJobTitle;
  readonly startedAt: number;
  readonly endedAt: number | undefined;
  readonly error: ErrorData | undefined;
}

/** What a job is asked to do; `parameters` and `result` are JSON of the job's own kind. */
export interface NewJob {
  readonly kind: JobKind;
  readonly title: KeptJobTitle;
  readonly parameters: unknown;
  /** One of the command line's own, which the app's list does not show. */
  readonly isDismissed?: boolean;
}

interface StoredJob extends Omit<JobRow, 'title' | 'endedAt' | 'error'> {
  readonly title: string;
  readonly endedAt: number | null;
  readonly error: string | null;
}

const COLUMNS = 'id, kind, state, title, started_at AS startedAt, ended_at AS endedAt, error';

/** The work that was asked for; opening it marks what a dead owner left running as interrupted. */
export function openJobsTable(database: Database) {
  database.prepare("UPDATE jobs SET state = 'interrupted', ended_at = ? WHERE state = 'running'").run(Date.now());
  const insert = database.prepare(
    `INSERT INTO jobs (kind, state, title, parameters, is_dismissed, started_at)
     VALUES (@kind, 'running', @title, @parameters, @isDismissed, @startedAt)`,
  );
  const end = database.prepare<[JobState, string | null, number, number]>(
    'UPDATE jobs SET state = ?, error = ?, ended_at = ? WHERE id = ?',
  );
  const restart = database.prepare<[number]>(
    "UPDATE jobs SET state = 'running', error = NULL, ended_at = NULL WHERE id = ?",
  );
  const setTitle = database.prepare<[string, number]>('UPDATE jobs SET title = ? WHERE id = ?');
  const setResult = database.prepare<[string, number]>('UPDATE jobs SET result = ? WHERE id = ?');
  const dismiss = database.prepare<[number]>('UPDATE jobs SET is_dismissed = 1 WHERE id = ?');
  const select = database.prepare<[number], StoredJob>(`SELECT ${COLUMNS} FROM jobs WHERE id = ?`);
  const selectAll = database.prepare<[], StoredJob>(`SELECT ${COLUMNS} FROM jobs ORDER BY id`);
  const selectListed = database.prepare<[], StoredJob>(
    `SELECT ${COLUMNS} FROM jobs WHERE is_dismissed = 0 ORDER BY id DESC`,
  );
  const selectDetails = database.prepare<[number], { parameters: string; result: string | null }>(
    'SELECT parameters, result FROM jobs WHERE id = ?',
  );
  return {
    /** Id of a new job that runs. */
    start({ kind, title, parameters, isDismissed = false }: NewJob): number {
      const startedAt = Date.now();
      const asked = { title: writeKept(title), parameters: JSON.stringify(parameters) };
      const row = { kind, ...asked, isDismissed: Number(isDismissed), startedAt };
      return Number(insert.run(row).lastInsertRowid);
    },
    /** A job that ended early runs again. */
    restart(id: number): void {
      restart.run(id);
    },
    end(id: number, state: Exclude<JobState, 'running'>, error?: ErrorData): void {
      end.run(state, writeOptionalJson(error), Date.now(), id);
    },
    setTitle(id: number, title: KeptJobTitle): void {
      setTitle.run(writeKept(title), id);
    },
    setResult(id: number, result: unknown): void {
      setResult.run(JSON.stringify(result), id);
    },
    dismiss(id: number): void {
      dismiss.run(id);
    },
    read(id: number): JobRow | undefined {
      const row = select.get(id);
      return row && fromStored(row);
    },
    /** What the job was asked to do and what it gave so far, as it was put down. */
    details(id: number): { readonly parameters: unknown; readonly result: unknown } | undefined {
      const row = selectDetails.get(id);
      if (row === undefined) return undefined;
      return { parameters: readJson(z.unknown(), row.parameters), result: readOptionalJson(z.unknown(), row.result) };
    },
    all(): JobRow[] {
      return selectAll.all().map(fromStored);
    },
    /** The newest first, without those that were taken off the list. */
    listed(): JobRow[] {
      return selectListed.all().map(fromStored);
    },
  };
}

function fromStored({ title, endedAt, error, ...row }: StoredJob): JobRow {
  return {
    ...row,
    title: readKept(jobTitleSchema, title),
    endedAt: endedAt ?? undefined,
    error: readOptionalJson(errorDataSchema, error),
  };
}
