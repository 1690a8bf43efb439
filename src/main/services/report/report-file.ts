import {
  noteInWords,
  objectEvidenceInWords,
  verdictInWords,
  warningInWords,
} from '../../../shared/strings/in-words.ts';
import type { ErrorData } from '../../../shared/errors.ts';
import type { FileFacts } from '../../../shared/model/file-facts.ts';
import type { PaletteClass } from '../../../shared/model/palette.ts';
import { posixRelative } from '../posix-path.ts';
import type { FileOutcome, PlannedFile } from '../repair/repair-sources.ts';
import type { ReportFile } from './report.ts';
import { nameSource } from '../sources/root-names.ts';
import type { SourceProblem } from '../sources/scan-sources.ts';
import type { SourceFile } from '../sources/source-file.ts';

/** What an entry of the report is told relative to. */
export interface ReportContext {
  /** By the path of the source. */
  readonly planned: ReadonlyMap<string, PlannedFile>;
  /** See `nameRoots`. */
  readonly roots: ReadonlyMap<string, string>;
  /** Absolute paths. */
  readonly out: string;
  readonly confidenceFolder: string | undefined;
  /** By slot. */
  readonly classes: ReadonlyMap<number, PaletteClass>;
}

/** A file that the run has not reached. */
export function describePending(source: SourceFile, context: ReportContext): ReportFile {
  return { ...describeSource(source, context), ...nothingKnown, ...describePaths(source, context) };
}

/** A path that could not be looked at. */
export function describeProblem(problem: SourceProblem, context: ReportContext): ReportFile {
  return {
    ...describeSource(problem.source, context),
    ...nothingKnown,
    status: 'failed',
    ...describeFailure(problem.error),
  };
}

/** A file that the run is done with. */
export function describeOutcome(outcome: FileOutcome, context: ReportContext): ReportFile {
  return {
    ...describeSource(outcome.source, context),
    ...nothingKnown,
    ...(outcome.status === 'repaired' && describePaths(outcome.source, context)),
    status: outcome.status,
    ...(outcome.facts && describeFacts(outcome.facts)),
    ...(outcome.error && describeFailure(outcome.error)),
    ...describeRepair(outcome, context),
  };
}

/** True where a repaired mask is not certified in every block and certain in every pixel: a person should look at it. */
export function needsLook(file: ReportFile): boolean {
  if (file.status !== 'repaired') return false;
  const isCertified = (file.certifiedBlocks ?? 0) >= (file.edgeBlocks ?? 0);
  return !isCertified || (file.uncertainPixels ?? 0) > 0 || file.warnings.length > 0;
}

const nothingKnown = {
  output: null,
  confidence: null,
  status: 'pending',
  width: null,
  height: null,
  format: null,
  verdict: null,
  verdictText: null,
  verdictConfidence: null,
  quality: null,
  subsampling: null,
  coloursBefore: null,
  classes: null,
  classPixels: [],
  changedPixels: null,
  uncertainPixels: null,
  certifiedBlocks: null,
  edgeBlocks: null,
  ms: 0,
  notes: [],
  warnings: [],
  sourceSha256: null,
  outputSha256: null,
} as const satisfies Omit<ReportFile, 'source' | 'root'>;

function describeSource(source: SourceFile, { roots }: ReportContext) {
  return { source: nameSource(source, roots), root: roots.get(source.root) ?? '' };
}

function describePaths(source: SourceFile, { planned, out, confidenceFolder }: ReportContext) {
  const { output, confidence } = planned.get(source.path) ?? {};
  const hasConfidence = confidence !== undefined && confidenceFolder !== undefined;
  return {
    output: output === undefined ? null : posixRelative(out, output),
    confidence: hasConfidence ? posixRelative(confidenceFolder, confidence) : null,
  };
}

function describeFacts({ width, height, format, jpeg, notes }: FileFacts) {
  const { quality = null, subsampling = null } = jpeg ?? {};
  return { width, height, format, quality, subsampling, notes: notes.map(noteInWords) };
}

function describeFailure({ code, message, hint }: ErrorData) {
  const error = hint === undefined ? { code, message } : { code, message, hint };
  return { error, verdict: 'unreadable', verdictText: message, verdictConfidence: 1 } as const;
}

function describeRepair(outcome: FileOutcome, { classes }: ReportContext) {
  const { verdict, ms, warnings } = outcome;
  return {
    ...(verdict && {
      verdict: verdict.kind,
      verdictText: verdictInWords(verdict),
      verdictConfidence: verdict.confidence,
    }),
    width: outcome.width ?? outcome.facts?.width ?? null,
    height: outcome.height ?? outcome.facts?.height ?? null,
    coloursBefore: outcome.coloursBefore ?? null,
    classes: outcome.own?.values ?? outcome.classes?.length ?? null,
    ...(outcome.own && { objects: outcome.own.objects, objectsEvidence: objectEvidenceInWords(outcome.own.evidence) }),
    classPixels: (outcome.classes ?? []).map(({ slot, pixels }) => ({ ...nameClass(classes.get(slot)), pixels })),
    changedPixels: outcome.changedPixels ?? null,
    uncertainPixels: outcome.uncertainPixels ?? null,
    certifiedBlocks: outcome.certifiedBlocks ?? null,
    edgeBlocks: outcome.edgeBlocks ?? null,
    ...(outcome.paintedPixels !== undefined && { paintedPixels: outcome.paintedPixels }),
    ms: Math.round(ms),
    warnings: warnings.map(warningInWords),
    sourceSha256: outcome.sourceSha256 ?? null,
    outputSha256: outcome.outputSha256 ?? null,
  };
}

function nameClass(entry: PaletteClass | undefined) {
  return { name: entry?.name ?? '', index: entry?.index ?? 0 };
}
