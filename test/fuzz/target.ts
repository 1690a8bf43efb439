import type { Mutator } from './mutate-bytes.ts';

/** A reader of strangers' bytes, and how to try it. */
export interface Target {
  readonly name: string;
  /** Files that are read as they should be. */
  readonly seeds: () => Promise<readonly Uint8Array[]>;
  readonly mutate: Mutator;
  /** Reads; throws a MaskmendError, not `internal`, for what it cannot read. Any other failure is a finding. */
  readonly read: (bytes: Uint8Array) => unknown;
  /** Whose code is counted: parts of the paths of its sources. */
  readonly code: readonly string[];
}
