import { telling } from '../../shared/decide/fit-open-colours.ts';
import type { JpegImage } from '../../shared/jpeg/jpeg-image.ts';
import type { FileEvidence } from '../../shared/palette/file-evidence.ts';
import { inferClasses, type InferredClasses } from '../../shared/palette/infer-palette.ts';
import { type OpenColour, tellingFiles } from '../../shared/palette/open-colours.ts';
import type { SecondLook } from '../../shared/palette/second-look.ts';
import { lookAgain as look } from '../../shared/repair/look-again.ts';
import { recogniseObjects as recognise, type SeenObjects } from '../../shared/objects/recognise-objects.ts';
import { type FileTask, runFileTask, type TaskResult } from './file-task.ts';

/** Evidence as the project holds it, or as a thread found it. */
type Evidence = readonly (FileEvidence | string)[];

export interface FoundPalette extends InferredClasses {
  /** The files whose edges tell more: places in the evidence. */
  readonly telling: readonly number[];
}

/** The palette that all masks together show; `seen` is what edges told of it before. Throws what `inferPalette` throws. */
export function findPalette({
  evidence,
  seen,
}: {
  readonly evidence: Evidence;
  readonly seen?: SecondLook;
}): Promise<FoundPalette> {
  const files = evidence.map(readEvidence);
  const inferred = inferClasses(files, seen);
  return Promise.resolve({ ...inferred, telling: tellingFiles(files, inferred) });
}

function readEvidence(evidence: FileEvidence | string): FileEvidence {
  // The engine version under which it was written vouches for the shape.
  return typeof evidence === 'string' ? (JSON.parse(evidence) as FileEvidence) : evidence;
}

interface TellingTask extends FileTask {
  readonly open: readonly OpenColour[];
}

/** The parts of a file whose edges tell most, of open colours first; none where it is no JPEG any more. */
export function cutTellingAreas(task: TellingTask): Promise<TaskResult<JpegImage[]>> {
  return runFileTask(task, ({ file: { content } }) =>
    content.kind === 'jpeg' ? telling(content.image, task.open) : [],
  );
}

interface LookTask {
  /** Parts of files. */
  readonly files: readonly (readonly JpegImage[])[];
  readonly inferred: InferredClasses;
  /** One element in shared memory, not 0 when the work shall stop. */
  readonly stopFlag?: Int32Array;
}

/** What edges tell of a palette. Throws `cancelled` where the flag is raised. */
export function lookAgain({ files, inferred, stopFlag }: LookTask): Promise<SecondLook> {
  const shouldStop = () => stopFlag !== undefined && Atomics.load(stopFlag, 0) !== 0;
  return Promise.resolve(look(files, inferred, shouldStop));
}

/** Which masks of a folder name objects, from their evidence as the project holds it. */
export function recogniseObjects(
  seen: readonly { readonly path: string; readonly evidence: string }[],
): Promise<(SeenObjects | undefined)[]> {
  return Promise.resolve(
    recognise(seen.map(({ path, evidence }) => ({ path, evidence: JSON.parse(evidence) as FileEvidence }))),
  );
}
