import type { DctMethod } from '../../src/shared/jpeg/block-transform.ts';
import type { JpegImage } from '../../src/shared/jpeg/jpeg-image.ts';
import { readJpeg } from '../../src/shared/jpeg/read-jpeg.ts';
import { decideByKernel, suitsKernel } from '../../src/shared/decide/decide-by-kernel.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import type { Palette } from '../../src/shared/model/palette.ts';
import type { DecidedLabels, DecisionInput } from '../../src/shared/decide/decide-labels.ts';
import { decideLabels } from '../../src/shared/decide/decide-labels.ts';
import { groupFlatMcus } from '../../src/shared/forward/flat-groups.ts';
import { labelFlatMcus } from '../../src/shared/forward/flat-mcus.ts';
import { buildForwardModel } from '../../src/shared/forward/forward-model.ts';
import type { Reading } from '../../src/shared/forward/palette-codes.ts';
import { colourRead, jpegCodes } from '../../src/shared/forward/palette-codes.ts';

/** What is decided of a JPEG, without its pixels. */
type Counts = Omit<DecidedLabels, 'labels' | 'confidence' | 'certified'>;

export interface Comparison {
  /** First pixels whose label or confidence differs between kernel and TypeScript, and first such MCU; -1 for none. */
  readonly firstLabel: number;
  readonly firstConfidence: number;
  readonly firstCertificate: number;
  readonly byKernel: Counts;
  readonly byTypeScript: Counts;
}

/** Decides a JPEG, or what was read of one, by the kernel and by its twin. */
export function compareDecisions(
  jpeg: Uint8Array | JpegImage,
  palette: Palette,
  read: { reading?: Reading; dct?: DctMethod } = {},
): Comparison {
  const input = decisionInput(jpeg, palette, read);
  if (!suitsKernel(input.model)) throw new Error('expected a picture for the kernel');
  const kernel = decideByKernel(input);
  const twin = decideLabels(input);
  return {
    firstLabel: firstDifference(kernel.labels, twin.labels),
    firstConfidence: firstDifference(kernel.confidence, twin.confidence),
    firstCertificate: firstDifference(kernel.certified, twin.certified),
    byKernel: countsOf(kernel),
    byTypeScript: countsOf(twin),
  };
}

export function decisionInput(
  jpeg: Uint8Array | JpegImage,
  palette: Palette,
  { reading = 'colour', dct = 'islow' }: { reading?: Reading; dct?: DctMethod } = {},
): DecisionInput {
  const image = jpeg instanceof Uint8Array ? readJpeg(jpeg, defaultReadLimits).image : jpeg;
  const model = buildForwardModel(image, jpegCodes(image, palette, reading), dct);
  if (model === undefined) throw new Error('expected a forward model');
  const flatGroups = groupFlatMcus(image);
  const classColours = Uint32Array.from(palette.classes, (entry) => {
    const [red, green, blue] = colourRead(entry, reading);
    return (red << 16) | (green << 8) | blue;
  });
  return { model, flats: labelFlatMcus(model, flatGroups), flatGroups, classColours, shouldStop: () => false };
}

function countsOf({ certifiedBlocks, witnessed, coloursBefore, changedPixels }: DecidedLabels): Counts {
  return { certifiedBlocks, witnessed, coloursBefore, changedPixels };
}

function firstDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return 0;
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return at;
  return -1;
}
