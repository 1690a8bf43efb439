import type { ProjectDatabase } from '../../db/database.ts';
import type { FileResult } from '../../jobs/run-mask-job.ts';
import type { SourceEvidence } from '../../workers/mask-worker.ts';
import { foundPalettes } from '../../../shared/model/found-palettes.ts';
import type { Palette } from '../../../shared/model/palette.ts';
import type { MeaningChoice } from '../../../shared/model/mask-meaning.ts';
import { recogniseByFolder, type SeenObjects } from '../../../shared/objects/recognise-objects.ts';
import { engineVersion } from '../../../shared/versions.ts';
import { gatherEvidence } from './gather-palette.ts';
import { settledPalette } from './settle-colours.ts';
import { toPosixPath } from '../posix-path.ts';
import type { MaskThreads, PoolRequest } from '../jobs/mask-threads.ts';
import type { RecalledFile } from '../repair/recall-results.ts';
import { segmentLists } from '../repair/segment-lists.ts';
import type { SourceFile } from '../sources/source-file.ts';

export interface JobPalette {
  /** Without classes where no file is a mask. */
  readonly palette: Palette;
  /** What was found in each file, in the order of the request. */
  readonly found: readonly FileResult<SourceEvidence>[];
  /** How each file names objects, in the order of the request; undefined for those that name classes. */
  readonly objects: readonly (SeenObjects | undefined)[];
}

/** Where no file is a mask. */
const NO_PALETTE: Palette = { coding: 'colour', source: foundPalettes.inferred, classes: [] };

interface JobPaletteRequest extends PoolRequest {
  readonly recalled: readonly RecalledFile[];
  readonly meaning: MeaningChoice;
}

/**
 * Infers the palette of a job from its files. Evidence that the project holds of unchanged files is not gathered again,
 * new evidence is put there. Throws `invalid-palette` where the masks show no palette, `cancelled` where the signal
 * aborts.
 */
export async function inferJobPalette(
  request: JobPaletteRequest,
  threads: MaskThreads,
  database: ProjectDatabase,
): Promise<JobPalette> {
  const fileIds = new Map(request.files.map((source, place) => [source, request.recalled[place]?.file.id]));
  const kept = request.recalled.map(keptEvidence);
  const files = request.files.filter((_, place) => kept[place] === undefined);
  threads.reporter.start({ stage: 'inspecting', total: kept.length, alreadyDone: kept.length - files.length });
  const record = async (source: SourceFile, result: FileResult<SourceEvidence>): Promise<void> => {
    const fileId = fileIds.get(source);
    if (result.kind === 'failed' || fileId === undefined) return;
    const { read, finding } = result.value;
    const inspection = { sourceSha256: read.sha256, engineVersion, finding };
    await database.recordInspection({ fileId, read, inspection });
  };
  const gathered = await gatherEvidence({ ...request, files }, threads, record);
  let nextGathered = 0;
  const found = kept.map((result) => result ?? gathered[nextGathered++]);
  const objects = await whatTheyName(request, found);
  const masks = request.files.flatMap((source, place) => {
    const result = found[place];
    const finding = result.kind === 'done' && objects[place] === undefined ? result.value.finding : undefined;
    return finding?.kind === 'mask' ? [{ source, evidence: finding.evidence }] : [];
  });
  const palette = masks.length === 0 ? NO_PALETTE : await settledPalette(masks, request, threads);
  return { palette, found, objects };
}

async function whatTheyName(
  { files, meaning, limits }: JobPaletteRequest,
  found: readonly FileResult<SourceEvidence>[],
): Promise<(SeenObjects | undefined)[]> {
  const evidence = found.map((result) => {
    return result.kind === 'done' && result.value.finding.kind === 'mask' ? result.value.finding.evidence : undefined;
  });
  const named = files.map(({ path }, place) => ({ path: toPosixPath(path), evidence: evidence[place] }));
  const objects = recogniseByFolder(named, meaning);
  if (meaning === 'classes') return objects;
  const lists = await segmentLists({
    folders: new Set(files.map(({ root }) => root)),
    likely: new Set(files.filter((_, place) => objects[place] !== undefined).map(({ root }) => root)),
    limits,
  });
  return files.map(({ path }, place) => lists.get(path) ?? objects[place]);
}

function keptEvidence({ unchanged, inspection }: RecalledFile): FileResult<SourceEvidence> | undefined {
  if (unchanged === undefined || inspection?.engineVersion !== engineVersion) return undefined;
  if (inspection.sourceSha256 !== unchanged.sha256) return undefined;
  return { kind: 'done', value: { read: unchanged, finding: inspection.finding, ms: 0 } };
}
