import { groupFlatMcus } from '../forward/flat-groups.ts';
import { labelFlatMcus } from '../forward/flat-mcus.ts';
import { buildForwardModel, type ForwardModel } from '../forward/forward-model.ts';
import type { JpegImage } from '../jpeg/jpeg-image.ts';
import type { Triple } from '../palette/file-evidence.ts';
import { packColour } from '../palette/packed-colour.ts';
import { rgbNear, wholeColour } from '../palette/witness-values.ts';
import { type ShouldStop, throwIfStopped } from '../should-stop.ts';
import { decideByEncoder } from './decide-by-encoder.ts';
import type { DecidedLabels, DecisionInput } from './decide-labels.ts';

/** A picture as the first decision labels it. */
export interface LabelledPicture {
  readonly input: DecisionInput;
  readonly model: ForwardModel;
  readonly decided: DecidedLabels;
}

/**
 * Labels pictures with classes of which the levels in their components are given, each under the transform that wrote it;
 * labels are places in `levels`. Undefined where no model knows one of the pictures. Throws `cancelled` when `shouldStop`
 * turns true.
 */
export function labelPictures(
  images: readonly JpegImage[],
  levels: readonly Triple[],
  shouldStop: ShouldStop,
): readonly LabelledPicture[] | undefined {
  const labelled: LabelledPicture[] = [];
  for (const image of images) {
    throwIfStopped(shouldStop);
    const codes = image.components.map((_, index) => Uint8Array.from(levels, (triple) => triple[index]));
    const model = buildForwardModel(image, codes);
    if (model === undefined) return undefined;
    const flatGroups = groupFlatMcus(image);
    const flats = labelFlatMcus(model, flatGroups);
    const classColours = Uint32Array.from(levels, (triple) =>
      packColour(wholeColour(rgbNear(triple, image.colourModel))),
    );
    const found = decideByEncoder({ model, flats, flatGroups, classColours, isOfFile: true, shouldStop });
    labelled.push({ ...found, model: found.input.model });
  }
  return labelled;
}
