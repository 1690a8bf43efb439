import { fitOpenColours, telling } from '../../shared/decide/fit-open-colours.ts';
import type { JpegImage } from '../../shared/jpeg/jpeg-image.ts';
import type { FileEvidence } from '../../shared/palette/file-evidence.ts';
import { inferClasses, type InferredClasses } from '../../shared/palette/infer-palette.ts';
import { type ColourFit, type OpenColour, tellingFiles } from '../../shared/palette/open-colours.ts';
import { recogniseObjects as recognise, type SeenObjects } from '../../shared/objects/recognise-objects.ts';
import { type FileTask, runFileTask, type TaskResult } from './file-task.ts';

/** Evidence as the project holds it, or as a thread found it. */
type Evidence = readonly (FileEvidence | string)[];

export interface FoundPalette extends InferredClasses {
  /** The files whose edges tell of what is open: places in the evidence. */
  readonly telling: readonly number[];
}

/** The palette that all masks together show; `found` is what edges told of it before. Throws what `inferPalette` throws. */
export function findPalette({
  evidence,
  found = [],
}: {
  readonly evidence: Evidence;
  readonly found?: readonly ColourFit[];
}): Promise<FoundPalette> {
  const files = evidence.map(readEvidence);
  const inferred = inferClasses(files, found);
  return Promise.resolve({ ...inferred, telling: tellingFiles(files, inferred.open, inferred.kind) });
}

function readEvidence(evidence: FileEvidence | string): FileEvidence {
  // The engine version under which it was written vouches for the shape.
  return typeof evidence === 'string' ? (JSON.parse(evidence) as FileEvidence) : evidence;
}

interface TellingTask extends FileTask {
  readonly open: readonly OpenColour[];
}

/** The parts of a file whose edges tell of open colours; none where it is no JPEG any more. */
export function cutTellingAreas(task: TellingTask): Promise<TaskResult<JpegImage[]>> {
  return runFileTask(task, ({ file: { content } }) =>
    content.kind === 'jpeg' ? telling(content.image, task.open) : [],
  );
}

interface FitTask {
  readonly areas: readonly JpegImage[];
  readonly inferred: Pick<InferredClasses, 'palette' | 'open'>;
  /** One element in shared memory, not 0 when the work shall stop. */
  readonly stopFlag?: Int32Array;
}

/** What edges tell of open colours. Throws `cancelled` where the flag is raised. */
export function fitColours({ areas, inferred, stopFlag }: FitTask): Promise<ColourFit[]> {
  const shouldStop = () => stopFlag !== undefined && Atomics.load(stopFlag, 0) !== 0;
  return Promise.resolve(fitOpenColours(areas, inferred, shouldStop));
}

/** Which masks of a folder name objects, from their evidence as the project holds it. */
export function recogniseObjects(
  seen: readonly { readonly path: string; readonly evidence: string }[],
): Promise<(SeenObjects | undefined)[]> {
  return Promise.resolve(
    recognise(seen.map(({ path, evidence }) => ({ path, evidence: JSON.parse(evidence) as FileEvidence }))),
  );
}
