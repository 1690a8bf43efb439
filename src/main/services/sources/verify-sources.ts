import { noteInWords } from '../../../shared/strings/in-words.ts';
import { readFileFacts } from '../../codec/read-mask-file.ts';
import type { JobWatch } from '../../jobs/job-progress.ts';
import type { FileResult } from '../../jobs/run-mask-job.ts';
import { type ErrorData, toErrorData } from '../../../shared/errors.ts';
import type { FileFacts } from '../../../shared/model/file-facts.ts';
import type { Palette } from '../../../shared/model/palette.ts';
import type { MaskCheck } from '../../../shared/verify/check-mask.ts';
import type { CheckedSource } from '../../workers/mask-worker.ts';
import { judgeMask, judgePair, type MaskRules, type VerifyProblem } from '../repair/judge-mask.ts';
import { mapSources, type PoolRequest, withMaskThreads } from '../jobs/mask-threads.ts';
import type { SourceFile } from './source-file.ts';

export interface VerifyRequest extends PoolRequest {
  readonly palette: Palette;
  readonly rules: MaskRules;
  /** Positions of illegal pixels that are listed per file, at most. */
  readonly maxPositions: number;
  /** The photo of each mask that has one; keyed by the mask's path. */
  readonly photoOfMask: ReadonlyMap<string, SourceFile>;
  /** Tells why a file could not be read. */
  readonly describe: (error: ErrorData) => string;
}

export interface VerifiedFile {
  readonly source: SourceFile;
  /** Absent where the file could not be read. */
  readonly facts?: FileFacts;
  /** Absent where the file could not be read, and for a JPEG, whose pixels are not exact. */
  readonly check?: MaskCheck;
  /** The mask passes where there are none. */
  readonly problems: readonly VerifyProblem[];
  readonly warnings: readonly string[];
}

/** Checks every mask, in the order of the request; throws MaskmendError cancelled where the signal aborts. */
export async function verifySources(request: VerifyRequest, watch: JobWatch): Promise<readonly VerifiedFile[]> {
  const { files, limits, palette, maxPositions } = request;
  return withMaskThreads(request, watch, (threads) => {
    threads.reporter.start({ stage: 'inspecting', total: files.length });
    return mapSources(request, threads, {
      send: ({ path }, grant, stop) =>
        threads.pool.run('check', { ...grant, path, limits, palette, maxPositions }, stop),
      conclude: (source, answer: FileResult<CheckedSource>) => judge(source, answer, request),
    });
  });
}

async function judge(
  source: SourceFile,
  result: FileResult<CheckedSource>,
  request: VerifyRequest,
): Promise<VerifiedFile> {
  if (result.kind === 'failed') {
    return { source, problems: [{ kind: 'unreadable', text: request.describe(result.error) }], warnings: [] };
  }
  const { facts, check } = result.value;
  const pair = await judgePhoto(source, facts, request);
  return {
    source,
    facts,
    ...(check && { check }),
    problems: [...judgeMask({ facts, check }, request.rules), ...pair.problems],
    warnings: [...facts.notes.map(noteInWords), ...(check?.warnings ?? []), ...pair.warnings],
  };
}

async function judgePhoto(
  source: SourceFile,
  facts: FileFacts,
  { photoOfMask, limits }: VerifyRequest,
): Promise<Pick<VerifiedFile, 'problems' | 'warnings'>> {
  const photo = photoOfMask.get(source.path);
  if (photo === undefined) return { problems: [], warnings: [] };
  try {
    return { problems: judgePair(facts, await readFileFacts(photo.path, limits)), warnings: [] };
  } catch (error) {
    const { message } = toErrorData(error);
    return { problems: [], warnings: [`its photo ${photo.relativePath} could not be read: ${message}`] };
  }
}
