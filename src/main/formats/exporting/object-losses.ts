import type { LossCounts, LossKind } from '../../../shared/model/export-loss.ts';
import type { MaskObject } from '../../../shared/model/dataset.ts';
import type { DatasetExporter } from '../format.ts';
import { exporterOf } from '../format-list.ts';
import { objectNumbers, wideObjectNumbers } from '../writing/mask-pictures.ts';
import type { WriteTask } from './item-tasks.ts';
import type { LabelledMask } from './transform-mask.ts';

/** What there is to lose objects of, when and where. */
type Writing = Pick<WriteTask, 'format' | 'geometry' | 'out'>;

/** Whether objects are told apart in what is written. */
export function holdsObjects({ hasObjects, losesHiddenObjects }: DatasetExporter['about']): boolean {
  return hasObjects === true || losesHiddenObjects === true;
}

/**
 * Objects of a picture, as it is written, of which no pixel is seen: others cover them, or they have none. Counted for
 * formats whose objects are pictures, in a rehearsal.
 */
export function hiddenObjects({ labelMap, objects = [] }: LabelledMask, { format, out }: Writing): LossCounts {
  if (out !== undefined || exporterOf(format).about.losesHiddenObjects !== true) return {};
  return told('hidden-objects', countHidden({ labelMap, objects }));
}

function countHidden({ labelMap, objects }: Required<LabelledMask>): number {
  if (objects === undefined) return 0;
  const isSeen = new Uint8Array(objects.length + 1);
  const numbersOf = objects.length > 65_535 ? wideObjectNumbers : objectNumbers;
  for (const number of numbersOf(labelMap, objects, (_, place) => place + 1)) isSeen[number] = 1;
  return objects.filter((_, place) => isSeen[place + 1] === 0).length;
}

/** Objects of a picture that another size leaves no pixel of in any of its pieces. Counted in a rehearsal. */
export function vanishedObjects(
  { objects = [] }: LabelledMask,
  pieces: readonly { readonly objects: readonly MaskObject[] }[],
  { format, geometry, out }: Writing,
): LossCounts {
  if (out !== undefined || geometry.resize === undefined || !holdsObjects(exporterOf(format).about)) return {};
  const left = new Set(pieces.flatMap((piece) => piece.objects.map(({ id }) => id)));
  const gone = objects.filter(({ id, runs }) => runs.length > 0 && !left.has(id)).length;
  return told('vanished-objects', gone);
}

function told(kind: LossKind, count: number): LossCounts {
  return count === 0 ? {} : { [kind]: count };
}
