import type { ErrorData } from '../errors.ts';
import type { FileFacts } from '../model/file-facts.ts';
import type { Problem } from '../model/problem.ts';
import type { SourceRole } from '../model/source-status.ts';
import type { Verdict } from '../model/verdict.ts';
import { problem } from './problem-severity.ts';

/** What is known of one file by itself. */
export interface CheckedFile {
  readonly role: SourceRole;
  readonly facts?: FileFacts | undefined;
  readonly verdict?: Verdict | undefined;
  readonly error?: ErrorData | undefined;
}

/** What is wrong with a file by itself, and what other programs would make of it. */
export function checkFile({ role, facts, verdict, error }: CheckedFile): Problem[] {
  if (error !== undefined) return [problem({ kind: 'unreadable', message: error.message })];
  const found = facts === undefined ? [] : checkFacts(facts, role);
  if (role === 'mask' && verdict?.kind === 'not-a-mask') found.push(problem({ kind: 'not-a-mask' }));
  return found;
}

function checkFacts(facts: FileFacts, role: SourceRole): Problem[] {
  const found: Problem[] = [];
  for (const note of facts.notes) {
    if (typeof note !== 'string' && note.kind === 'extension') {
      found.push(problem({ ...note, kind: 'extension-disagrees' }));
    }
  }
  if (facts.frames > 1) found.push(problem({ kind: 'several-frames', frames: facts.frames }));
  return role === 'mask' ? [...found, ...checkCoding(facts)] : found;
}

function checkCoding({ bitDepth, channels, orientation, hasColourProfile }: FileFacts): Problem[] {
  const found: Problem[] = [];
  if (bitDepth > 8) found.push(problem({ kind: 'sixteen-bit', bits: bitDepth }));
  if (channels === 'grey-alpha' || channels === 'rgba') found.push(problem({ kind: 'alpha-channel' }));
  if (orientation !== 1) found.push(problem({ kind: 'orientation', orientation }));
  if (hasColourProfile) found.push(problem({ kind: 'colour-profile' }));
  return found;
}
