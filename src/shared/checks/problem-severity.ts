import type { FoundProblem, ProblemKind, ProblemSeverity } from '../model/problem.ts';

/** Every kind of problem in the order of their weight. */
export const severityOf = {
  unreadable: 'error',
  'missing-on-disk': 'error',
  'changed-on-disk': 'warning',
  'size-differs-from-photo': 'error',
  'not-a-mask': 'warning',
  'no-photo': 'note',
  'unclaimed-colours': 'warning',
  'classes-share-colour': 'warning',
  'close-classes': 'warning',
  'void-and-white-share-255': 'warning',
  'background-not-first': 'warning',
  'palette-order': 'note',
  'class-in-one-split': 'warning',
  'duplicate-bytes': 'warning',
  'duplicate-content': 'warning',
  'single-class': 'note',
  'extension-disagrees': 'warning',
  'sixteen-bit': 'note',
  'alpha-channel': 'note',
  orientation: 'warning',
  'colour-profile': 'note',
  'several-frames': 'note',
} as const satisfies Record<ProblemKind, ProblemSeverity>;

// Object.keys forgets the key type; the table is a literal with no further keys.
export const problemKinds = Object.keys(severityOf) as readonly ProblemKind[];

/** A problem without its severity. */
type Unweighed<Found> = Found extends FoundProblem ? Omit<Found, 'severity'> : never;

export function problem(found: Unweighed<FoundProblem>): FoundProblem {
  // What is left out comes back: the type of a spread forgets which kind it is.
  return { ...found, severity: severityOf[found.kind] };
}
