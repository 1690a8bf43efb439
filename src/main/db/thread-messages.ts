import type { ErrorData } from '../../shared/errors.ts';
import type { ProjectStore } from './project-store.ts';

/** What the database thread is started with. */
export interface DatabaseThreadData {
  readonly path: string;
}

/** Something to be done, answered under the same id. */
export interface DatabaseCall {
  readonly id: number;
  readonly operation: keyof ProjectStore | 'close';
  readonly args: readonly unknown[];
}

/** Id 0 answers the opening itself. */
export type DatabaseAnswer =
  { readonly id: number; readonly value: unknown } | { readonly id: number; readonly error: ErrorData };
