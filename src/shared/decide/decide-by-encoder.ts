import type { DctMethod } from '../jpeg/block-transform.ts';
import { decideByKernel, suitsKernel } from './decide-by-kernel.ts';
import { isMcuCertified } from '../forward/certificate.ts';
import { confidenceMap } from './confidence-map.ts';
import type { DecidedLabels, DecisionInput } from './decide-labels.ts';
import { decideLabels } from './decide-labels.ts';
import { labelFlatMcus, mcuKinds } from '../forward/flat-mcus.ts';
import type { ForwardModel } from '../forward/forward-model.ts';
import { reducingByTransform, underDct, withDct } from '../forward/forward-model.ts';

/** A decision and what it was made with. */
export interface EncoderDecision {
  readonly input: DecisionInput;
  readonly decided: DecidedLabels;
}

/** Edge MCUs that are tried under other transforms. */
const SAMPLE = 96;
/** Up to so many MCUs one that is reproduced is enough to suspect a transform, beyond it takes two. */
const SMALL_SAMPLE = 8;

/** `double` before `float`, which it may spare. */
const TRIED: readonly DctMethod[] = ['ifast', 'ap922', 'double', 'float', 'islow'];

/**
 * Decides a JPEG under the transform that wrote it. Nearly all files are `islow`: the others are tried only on MCUs that
 * it leaves uncertified, with the labels found, which are nearly right whatever the transform. On 18 data sets another
 * transform reproduced at most 1 of 48 such MCUs of an `islow` file, and 2 and more of its own files' (usually all at
 * quality 90, a quarter at 75, a few at 50). A transform so suspected must then certify more of the whole picture, and
 * is held against the others in turn: `float` and `double` differ only where a level is exactly a half.
 */
export function decideByEncoder(input: DecisionInput): EncoderDecision {
  let best: EncoderDecision = { input, decided: decide(input) };
  let open = sampleOpenMcus(best);
  const reduced = underReducingTransform(best, open);
  if (reduced !== undefined) return reduced;
  for (;;) {
    const suspected = suspectDct(best, open);
    if (suspected === undefined) return best;
    const other = decideUnder(best.input, suspected);
    if (other.decided.certifiedBlocks <= best.decided.certifiedBlocks) return best;
    best = other;
    open = sampleOpenMcus(best);
  }
}

function decideUnder(input: DecisionInput, dct: DctMethod): EncoderDecision {
  const model = withDct(input.model, dct);
  const otherInput = { ...input, model, flats: labelFlatMcus(model, input.flatGroups) };
  return { input: otherInput, decided: decide(otherInput) };
}

/**
 * The decision under the model of an encoder that reduces chroma in its transform, where that reproduces more of a
 * sample of edge MCUs. The labels are those that means suggest: nearly right, and for the search to set right.
 */
function underReducingTransform(
  { input, decided }: EncoderDecision,
  open: readonly number[],
): EncoderDecision | undefined {
  const { model, flats } = input;
  const isReducible = model.components.every(({ ratioX, ratioY }) => ratioX <= 2 && ratioY <= 2);
  if (!isReducible || model.cellWidth * model.cellHeight === 1 || model.dct !== 'islow') return undefined;
  const other = reducingByTransform(model);
  const count = open.filter((mcu) => isMcuCertified(other, positionOf(model, mcu), decided.labels)).length;
  if (count < (open.length <= SMALL_SAMPLE ? 1 : 2)) return undefined;
  const certified = Uint8Array.from(flats.kinds, (kind, mcu) => {
    return kind === mcuKinds.edge && isMcuCertified(other, positionOf(model, mcu), decided.labels) ? 1 : 0;
  });
  const certifiedBlocks = certified.reduce((sum, value) => sum + value, 0);
  if (certifiedBlocks <= decided.certifiedBlocks) return undefined;
  // Nothing tells here which of their pixels could be something else: none is called certain.
  const confidence = confidenceMap(model, { flats, certified: new Uint8Array(certified.length) }, decided.labels);
  return { input: { ...input, model: other }, decided: { ...decided, certified, certifiedBlocks, confidence } };
}

function decide(input: DecisionInput): DecidedLabels {
  return suitsKernel(input.model) ? decideByKernel(input) : decideLabels(input);
}

/** The transform under which most of the MCUs that are not certified would be; undefined where none stands out. */
function suspectDct({ input, decided }: EncoderDecision, open: readonly number[]): DctMethod | undefined {
  const { model } = input;
  const { labels } = decided;
  const isSmall = open.length <= SMALL_SAMPLE;
  let most = isSmall ? 0 : 1;
  let suspected: DctMethod | undefined;
  let isDoubleOut = false;
  for (const dct of TRIED) {
    if (dct === model.dct || open.length === 0) continue;
    // The two differ where a level is exactly a half; the single one takes most time by far.
    if (dct === 'float' && isDoubleOut) continue;
    const other = underDct(model, dct);
    const count = open.filter((mcu) => isMcuCertified(other, positionOf(model, mcu), labels)).length;
    // Of the two, the one that more programs use.
    const isLikelier = dct === 'float' && suspected === 'double';
    if (count > most || (isLikelier && count === most)) [most, suspected] = [count, dct];
    isDoubleOut ||= dct === 'double' && count === 0 && !isSmall;
  }
  return suspected;
}

/** Edge MCUs that are not certified, evenly from all over the picture. */
function sampleOpenMcus({ input, decided }: EncoderDecision): number[] {
  const { kinds } = input.flats;
  const { certified } = decided;
  const count = input.flatGroups.edgeCount - decided.certifiedBlocks;
  const wanted = Math.min(SAMPLE, count);
  const sample: number[] = [];
  for (let mcu = 0, seen = 0; mcu < kinds.length && sample.length < wanted; mcu++) {
    if (kinds[mcu] !== mcuKinds.edge || certified[mcu] !== 0) continue;
    if (seen++ * SAMPLE >= sample.length * count) sample.push(mcu);
  }
  return sample;
}

function positionOf({ image }: ForwardModel, mcu: number): { column: number; row: number } {
  return { column: mcu % image.mcusWide, row: Math.floor(mcu / image.mcusWide) };
}
