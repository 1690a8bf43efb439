import { objectEvidenceInWords, verdictInWords } from '../../../shared/strings/in-words.ts';
import type { JobWatch } from '../../jobs/job-progress.ts';
import type { FileResult } from '../../jobs/run-mask-job.ts';
import type { SourceEvidence } from '../../workers/mask-worker.ts';
import { type ErrorData, fromErrorData } from '../../../shared/errors.ts';
import type { Palette } from '../../../shared/model/palette.ts';
import type { FileEvidence } from '../../../shared/palette/file-evidence.ts';
import { recogniseByFolder } from '../../../shared/objects/recognise-objects.ts';
import { toPosixPath } from '../posix-path.ts';
import { mapSources, type MaskThreads, type PoolRequest, withMaskThreads } from '../jobs/mask-threads.ts';
import type { SourceFile } from '../sources/source-file.ts';
import { settledPalette, type Witness } from './settle-colours.ts';

export interface GatheredPalette {
  readonly palette: Palette;
  /** Files that took no part: those that could not be read, and with `unsupported-format` those that are no mask. */
  readonly skipped: readonly SkippedFile[];
}

interface SkippedFile {
  readonly source: SourceFile;
  readonly reason: ErrorData;
}

/**
 * Infers one palette from all the files, without those that name objects where others name classes. Throws
 * `invalid-palette` where they show none, why the first could not be read where none that could is a mask, `cancelled`
 * where the signal aborts before the last file.
 */
export async function gatherPalette(request: PoolRequest, watch: JobWatch): Promise<GatheredPalette> {
  return withMaskThreads(request, watch, async (threads) => {
    threads.reporter.start({ stage: 'inspecting', total: request.files.length });
    const results = await gatherEvidence(request, threads, () => Promise.resolve());
    const found: Witness[] = [];
    const skipped: SkippedFile[] = [];
    for (const [place, source] of request.files.entries()) {
      const evidence = evidenceOrReason(results[place]);
      if ('code' in evidence) skipped.push({ source, reason: evidence });
      else found.push({ source, evidence });
    }
    const isAnyRead = results.some(({ kind }) => kind === 'done');
    const failure = skipped.find(({ reason }) => !isAnyRead || reason.code !== 'unsupported-format');
    if (found.length === 0 && failure !== undefined) throw fromErrorData(failure.reason).at(failure.source.path);
    const { masks, ofObjects } = withoutObjects(found);
    return { palette: await settledPalette(masks, request, threads), skipped: [...skipped, ...ofObjects] };
  });
}

/** Names and numbers tell objects; values that merely differ from file to file may be classes. */
function withoutObjects(found: readonly Witness[]): { masks: readonly Witness[]; ofObjects: readonly SkippedFile[] } {
  const seen = found.map(({ source, evidence }) => ({ path: toPosixPath(source.path), evidence }));
  const objects = recogniseByFolder(seen, 'auto').map((own) => (own?.isByValues === true ? undefined : own));
  const masks = found.filter((_, place) => objects[place] === undefined);
  if (masks.length === 0) return { masks: found, ofObjects: [] };
  const ofObjects = found.flatMap(({ source }, place) => {
    const own = objects[place];
    const message = `names objects, not classes: ${own === undefined ? '' : objectEvidenceInWords(own.evidence)}`;
    return own === undefined ? [] : [{ source, reason: { code: 'unsupported-format', message } as const }];
  });
  return { masks, ofObjects };
}

/**
 * What each file tells about the palette, in the order of the request. `record` is called for each file as it is
 * finished; its failure ends the work. Throws `cancelled` where the signal aborts before the last file.
 */
export function gatherEvidence(
  request: PoolRequest,
  threads: MaskThreads,
  record: (source: SourceFile, result: FileResult<SourceEvidence>) => Promise<void>,
): Promise<FileResult<SourceEvidence>[]> {
  const { limits } = request;
  return mapSources(request, threads, {
    send: ({ path }, grant, stop) => threads.pool.run('evidence', { ...grant, path, limits }, stop),
    conclude: async (source, result: FileResult<SourceEvidence>) => {
      await record(source, result);
      return result;
    },
  });
}

function evidenceOrReason(result: FileResult<SourceEvidence>): FileEvidence | ErrorData {
  if (result.kind === 'failed') return result.error;
  const { finding } = result.value;
  return finding.kind === 'mask'
    ? finding.evidence
    : { code: 'unsupported-format', message: verdictInWords(finding.verdict) };
}
