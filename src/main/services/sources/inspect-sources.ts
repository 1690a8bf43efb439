import type { JobWatch } from '../../jobs/job-progress.ts';
import type { ErrorData } from '../../../shared/errors.ts';
import type { FileFacts } from '../../../shared/model/file-facts.ts';
import type { FileEvidence } from '../../../shared/palette/file-evidence.ts';
import { recogniseByFolder, type SeenObjects } from '../../../shared/objects/recognise-objects.ts';
import { toPosixPath } from '../posix-path.ts';
import type { Verdict } from '../../../shared/model/verdict.ts';
import { mapSources, type PoolRequest, withMaskThreads } from '../jobs/mask-threads.ts';
import type { SourceFile } from './source-file.ts';

/** A file that was read, with what it told, or that could not be read, with the reason. */
export interface InspectedFile {
  readonly source: SourceFile;
  readonly facts?: FileFacts;
  readonly verdict?: Verdict;
  readonly distinctColours?: number;
  readonly sha256?: string;
  /** Digest of the pixels, however they are stored. */
  readonly contentSha256?: string;
  /** Where the mask names objects, not classes: how, and why it is believed. */
  readonly objects?: SeenObjects | undefined;
  readonly error?: ErrorData;
}

/**
 * Reads every file and tells what it is and what happened to it, in the order of the request. Throws `cancelled` where
 * the signal aborts before the last file.
 */
export function inspectSources(request: PoolRequest, watch: JobWatch): Promise<InspectedFile[]> {
  const { files, limits } = request;
  return withMaskThreads(request, watch, async (threads) => {
    threads.reporter.start({ stage: 'inspecting', total: files.length });
    const inspected = await mapSources(request, threads, {
      send: ({ path }, grant, stop) => threads.pool.run('inspect', { ...grant, path, limits }, stop),
      conclude: (source, answer): InspectedFile & { readonly evidence?: FileEvidence | undefined } => {
        if (answer.kind === 'failed') return { source, error: answer.error };
        const { read, verdict, distinctColours, contentSha256, evidence } = answer.value;
        return { source, facts: read.facts, verdict, distinctColours, sha256: read.sha256, contentSha256, evidence };
      },
    });
    const seen = inspected.map(({ source, evidence }) => ({ path: toPosixPath(source.path), evidence }));
    const objects = recogniseByFolder(seen, 'auto');
    return inspected.map((file, place) => ({ ...file, evidence: undefined, objects: objects[place] }));
  });
}
