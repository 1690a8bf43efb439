import type { JpegImage } from '../../../shared/jpeg/jpeg-image.ts';
import type { FileEvidence } from '../../../shared/palette/file-evidence.ts';
import { inferClasses, type InferredClasses } from '../../../shared/palette/infer-palette.ts';
import { type ColourFit, tellingFiles } from '../../../shared/palette/open-colours.ts';
import type { Palette } from '../../../shared/model/palette.ts';
import { openStopFlag } from '../../jobs/stop-flag.ts';
import { mapSources, type MaskThreads, type PoolRequest } from '../jobs/mask-threads.ts';
import type { SourceFile } from '../sources/source-file.ts';

/** A mask and what it tells of the palette. */
export interface Witness {
  readonly source: SourceFile;
  readonly evidence: FileEvidence;
}

type Work = Omit<PoolRequest, 'files'>;
type Threads = Pick<MaskThreads, 'pool' | 'signal'>;

/**
 * The palette that masks show. What their flat areas leave open the edges of a few of them tell, which are read once more:
 * about a second, whatever the number of masks. Throws `invalid-palette` where the masks show no palette, `cancelled`
 * where the signal aborts.
 */
export async function settledPalette(masks: readonly Witness[], work: Work, threads: Threads): Promise<Palette> {
  const evidence = masks.map((mask) => mask.evidence);
  const inferred = inferClasses(evidence);
  const sources = tellingFiles(evidence, inferred.open, inferred.kind).map((place) => masks[place].source);
  const found = await askEdges({ inferred, sources }, work, threads);
  return found.length === 0 ? inferred.palette : inferClasses(evidence, found).palette;
}

/** What the edges of some files tell of open colours. A file that cannot be read any more tells nothing. */
export async function askEdges(
  { inferred, sources }: { readonly inferred: InferredClasses; readonly sources: readonly SourceFile[] },
  work: Work,
  { pool, signal }: Threads,
): Promise<readonly ColourFit[]> {
  if (sources.length === 0) return [];
  const { limits } = work;
  const { open } = inferred;
  const request = { ...work, files: sources };
  const areas = await mapSources<JpegImage[], JpegImage[]>(
    request,
    { reporter: untold, signal },
    {
      send: ({ path }, grant, stop) => pool.run('cutTellingAreas', { ...grant, path, limits, open }, stop),
      conclude: (_, result) => (result.kind === 'done' ? result.value : []),
    },
  );
  const stop = openStopFlag(signal);
  try {
    const { palette } = inferred;
    return await pool.run(
      'fitColours',
      { areas: areas.flat(), inferred: { palette, open }, stopFlag: stop.flag },
      stop,
    );
  } finally {
    stop.close();
  }
}

/** What takes a moment only is not told of. */
const untold = { advance: () => undefined, finish: () => undefined };
