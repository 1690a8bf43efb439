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
  if (error !== undefined) return [problem('unreadable', error.message)];
  const found = facts === undefined ? [] : checkFacts(facts, role);
  if (role === 'mask' && verdict?.kind === 'not-a-mask') found.push(problem('not-a-mask', verdict.text));
  return found;
}

function checkFacts(facts: FileFacts, role: SourceRole): Problem[] {
  const found: Problem[] = [];
  const mismatch = facts.notes.find((note) => note.startsWith('the name says'));
  if (mismatch !== undefined) found.push(problem('extension-disagrees', mismatch));
  if (facts.frames > 1) found.push(problem('several-frames', `it has ${facts.frames}; only the first is read`));
  return role === 'mask' ? [...found, ...checkCoding(facts)] : found;
}

function checkCoding({ bitDepth, channels, orientation, hasColourProfile }: FileFacts): Problem[] {
  const found: Problem[] = [];
  if (bitDepth > 8) found.push(problem('sixteen-bit', `${bitDepth} bits a channel: many programs keep only 8`));
  if (channels === 'grey-alpha' || channels === 'rgba') {
    found.push(problem('alpha-channel', 'it has an alpha channel, which says nothing about classes'));
  }
  if (orientation !== 1) {
    found.push(problem('orientation', `its EXIF orientation is ${orientation}: some programs turn it, others do not`));
  }
  if (hasColourProfile) found.push(problem('colour-profile', 'it has a colour profile, which is not applied'));
  return found;
}
