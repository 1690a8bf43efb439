import {
  noteInWords,
  objectEvidenceInWords,
  problemInWords,
  verdictInWords,
} from '../../../shared/strings/in-words.ts';
import type { FileFacts } from '../../../shared/model/file-facts.ts';
import type { Problem } from '../../../shared/model/problem.ts';
import { jsonLinesVersion } from '../../../shared/versions.ts';
import type { InspectedFile } from '../../services/sources/inspect-sources.ts';
import type { InspectFileLine } from '../json-lines.ts';
import { describeError, sourceFields } from '../line-fields.ts';

/** A file that was inspected, and what the checks find on it. */
export interface CheckedFile extends InspectedFile {
  readonly problems: readonly Problem[];
}

/** A file's line of `inspect --json`; roots as `nameRoots` has them. */
export function inspectFileLine(file: CheckedFile, roots: ReadonlyMap<string, string>): InspectFileLine {
  const { source, facts, verdict, error } = file;
  return {
    version: jsonLinesVersion,
    command: 'inspect',
    type: 'file',
    ...sourceFields(source, roots),
    status: error === undefined ? 'inspected' : 'failed',
    ...factFields(facts),
    distinctColours: file.distinctColours ?? null,
    verdict: verdict?.kind ?? (error && 'unreadable') ?? null,
    verdictText: (verdict && verdictInWords(verdict)) ?? error?.message ?? null,
    verdictConfidence: verdict?.confidence ?? (error && 1) ?? null,
    names:
      error !== undefined || verdict?.kind === 'not-a-mask' ? null : file.objects === undefined ? 'classes' : 'objects',
    namesEvidence: file.objects === undefined ? null : objectEvidenceInWords(file.objects.evidence),
    problems: file.problems.map(toldProblem),
    ...(error && { error: describeError(error) }),
  };
}

function toldProblem(problem: Problem): InspectFileLine['problems'][number] {
  const { kind, severity } = problem;
  return { kind, severity, text: problemInWords(problem) };
}

const noFacts = {
  format: null,
  bytes: null,
  width: null,
  height: null,
  channels: null,
  bitDepth: null,
  orientation: null,
  hasColourProfile: null,
  frames: null,
  notes: [],
} as const;

const noJpegFacts = {
  quality: null,
  hasStandardTables: null,
  tableDeviation: null,
  subsampling: null,
  colourModel: null,
  isProgressive: null,
  isArithmetic: null,
  restartInterval: null,
  encoderHints: null,
} as const;

function factFields(facts: FileFacts | undefined) {
  if (facts === undefined) return { ...noFacts, ...noJpegFacts };
  const { jpeg, notes, ...plainFacts } = facts;
  return { ...plainFacts, notes: notes.map(noteInWords), ...(jpeg ?? noJpegFacts) };
}
