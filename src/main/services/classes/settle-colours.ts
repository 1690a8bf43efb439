import type { JpegImage } from '../../../shared/jpeg/jpeg-image.ts';
import type { FileEvidence } from '../../../shared/palette/file-evidence.ts';
import { inferClasses, type InferredClasses } from '../../../shared/palette/infer-palette.ts';
import { tellingFiles } from '../../../shared/palette/open-colours.ts';
import { isNothing, nothingSeen, type SecondLook } from '../../../shared/palette/second-look.ts';
import type { Palette } from '../../../shared/model/palette.ts';
import { openStopFlag } from '../../jobs/stop-flag.ts';
import { mapSources, type MaskThreads, type PoolRequest } from '../jobs/mask-threads.ts';
import { namedByLists } from './lists-beside.ts';
import type { SourceFile } from '../sources/source-file.ts';

/** A mask and what it tells of the palette. */
export interface Witness {
  readonly source: SourceFile;
  readonly evidence: FileEvidence;
}

type Work = Omit<PoolRequest, 'files'>;
type Threads = Pick<MaskThreads, 'pool' | 'signal'>;

/**
 * The palette that masks show. What their flat areas leave open, and classes that fill none, the edges of a few of them
 * tell, which are read once more: a second or two, whatever the number of masks. Lists of classes beside the masks name the
 * colours they know. Throws `invalid-palette` where the masks show no palette, `cancelled` where the signal aborts.
 */
export async function settledPalette(masks: readonly Witness[], work: Work, threads: Threads): Promise<Palette> {
  const evidence = masks.map((mask) => mask.evidence);
  const inferred = inferClasses(evidence);
  const sources = tellingFiles(evidence, inferred).map((place) => masks[place].source);
  const seen = await lookAgain({ inferred, sources }, work, threads);
  const found = isNothing(seen) ? inferred.palette : inferClasses(evidence, seen).palette;
  const hasOwnIndices = evidence.some(({ space }) => space === 'indexed');
  return namedByLists(
    found,
    masks.map(({ source }) => source),
    { hasOwnIndices, limits: work.limits },
  );
}

/** What the edges of some files tell of a palette. A file that cannot be read any more tells nothing. */
export async function lookAgain(
  { inferred, sources }: { readonly inferred: InferredClasses; readonly sources: readonly SourceFile[] },
  work: Work,
  { pool, signal }: Threads,
): Promise<SecondLook> {
  if (sources.length === 0) return nothingSeen;
  const { limits } = work;
  const { open } = inferred;
  const request = { ...work, files: sources };
  const files = await mapSources<JpegImage[], JpegImage[]>(
    request,
    { reporter: untold, signal },
    {
      send: ({ path }, grant, stop) => pool.run('cutTellingAreas', { ...grant, path, limits, open }, stop),
      conclude: (_, result) => (result.kind === 'done' ? result.value : []),
    },
  );
  const stop = openStopFlag(signal);
  try {
    const { palette, kind, twins, shown } = inferred;
    const task = { files, inferred: { palette, kind, open, twins, shown }, stopFlag: stop.flag };
    return await pool.run('lookAgain', task, stop);
  } finally {
    stop.close();
  }
}

/** What takes a moment only is not told of. */
const untold = { advance: () => undefined, finish: () => undefined };
