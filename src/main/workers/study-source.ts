import { readPhotoFile } from '../codec/photo-file.ts';
import { readFileFacts } from '../codec/read-mask-file.ts';
import { digestOfRaster, type SmallPicture, thumbnailOfRaster } from '../codec/thumbnail.ts';
import type { ShownColour } from '../db/tables/colours-table.ts';
import type { ReadSource, SeenContent } from '../db/tables/files-table.ts';
import type { Finding } from '../db/tables/inspections-table.ts';
import { toRaster } from '../../shared/jpeg/to-raster.ts';
import type { SourceRole } from '../../shared/model/source-status.ts';
import type { Verdict } from '../../shared/model/verdict.ts';
import type { ColourWitness, FileEvidence } from '../../shared/palette/file-evidence.ts';
import { trueWitnesses } from '../../shared/palette/true-witnesses.ts';
import { assessContent, isAssessedMask } from '../../shared/repair/assess-content.ts';
import { gatherEvidence } from '../../shared/repair/gather-evidence.ts';
import { type FileTask, readStamp, runFileTask, runTask, type TaskResult } from './file-task.ts';
import { memoryNeed } from './memory-need.ts';

interface StudyTask extends FileTask {
  readonly role: SourceRole;
}

/** All that a project keeps of a file before it is repaired. */
export interface StudiedFile {
  readonly read: ReadSource;
  readonly verdict: Verdict | undefined;
  readonly seen: SeenContent;
  readonly thumbnail: SmallPicture;
  /** Masks only. */
  readonly finding: Finding | undefined;
  readonly colours: readonly ShownColour[];
}

/** Colours of one file that are put down, the most frequent first. */
const MOST_COLOURS = 256;

/** Reads a file once for everything that lists, checks and the search for classes want to know. */
export function study(task: StudyTask): Promise<TaskResult<StudiedFile>> {
  return task.role === 'photo' ? studyPhoto(task) : studyMask(task);
}

function studyMask(task: FileTask): Promise<TaskResult<StudiedFile>> {
  return runFileTask(task, async ({ file: { stamp, sha256, facts, content } }) => {
    const evidence = gatherEvidence(content);
    const { verdict, distinctColours } = assessContent(content, evidence);
    const isMask = isAssessedMask(content, evidence, verdict);
    const raster = content.kind === 'jpeg' ? toRaster(content.image) : content.raster;
    return {
      read: { stamp, sha256, facts },
      verdict,
      seen: { colours: distinctColours, contentSha256: digestOfRaster(raster) },
      thumbnail: await thumbnailOfRaster(raster),
      finding: isMask ? { kind: 'mask', evidence } : { kind: 'other', verdict },
      colours: isMask ? shownColours(evidence) : [],
    };
  });
}

function studyPhoto(task: FileTask): Promise<TaskResult<StudiedFile>> {
  const { path, limits, grantedBytes } = task;
  return runTask(task, async () => {
    const stamp = readStamp(path);
    const bytes = memoryNeed({ ...(await readFileFacts(path, limits)), bytes: stamp.bytes });
    if (bytes > grantedBytes) return { kind: 'needs-memory', bytes };
    const { facts, sha256, contentSha256, thumbnail } = await readPhotoFile(path, limits);
    const read = { stamp, sha256, facts };
    const seen = { colours: null, contentSha256 };
    return { kind: 'done', value: { read, verdict: undefined, seen, thumbnail, finding: undefined, colours: [] } };
  });
}

/** Flat colours without those that are errors of others; of lossless masks all colours; of others their spots as well. */
function shownColours(evidence: FileEvidence): ShownColour[] {
  const { space, witnesses, patches, thinClass, distinctColours } = evidence;
  const isHard = witnesses.length + patches.length === distinctColours;
  const flat = isHard ? witnesses : trueWitnesses(evidence, 'colours');
  const small = thinClass === undefined ? patches : [...patches, thinClass];
  const spots = small.map((patch) => toShown(patch, { space, isFlat: isHard }));
  return [...flat.map((witness) => toShown(witness, { space, isFlat: true })), ...spots]
    .toSorted((a, b) => b.pixels - a.pixels)
    .slice(0, MOST_COLOURS);
}

function toShown(
  { low, high, pixels }: ColourWitness,
  { space, isFlat }: Pick<ShownColour, 'space' | 'isFlat'>,
): ShownColour {
  return { space, low, high, pixels, isFlat };
}
