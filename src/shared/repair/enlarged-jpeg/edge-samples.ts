import type { ComponentModel, ForwardModel } from '../../forward/forward-model.ts';

/** MCUs that are compared for one sample. */
const COMPARED = 4;
/** From one sample to the next, when so many are spread over a picture. */
const STRIDE = 7;

/** An edge MCU that stands for others, and its busiest block of luma. */
export interface EdgeSample {
  readonly mcu: number;
  readonly column: number;
  readonly row: number;
}

/** Some of the edge MCUs, evenly from all over the picture, and so is every few of them that come first. */
export function sampleEdges(model: ForwardModel, edges: readonly number[], count: number): EdgeSample[] {
  const most = Math.min(count, edges.length);
  const pitch = edges.length / most;
  const places = Array.from({ length: most }, (_, at) => (at * STRIDE) % most);
  return [...new Set([...places, ...places.keys()])].map((at) => {
    const near = Array.from({ length: COMPARED }, (_, one) => edges[Math.floor((at + (one + 0.5) / COMPARED) * pitch)]);
    return near
      .map((mcu) => busiestBlock(model, mcu))
      .reduce((best, one) => (one.activity > best.activity ? one : best));
  });
}

function busiestBlock({ components: [luma], image }: ForwardModel, mcu: number): EdgeSample & { activity: number } {
  const { horizontalSampling, verticalSampling, blocksWide, blocksHigh } = luma.component;
  let best = { mcu, column: 0, row: 0, activity: -1 };
  for (let v = 0; v < verticalSampling; v++) {
    for (let h = 0; h < horizontalSampling; h++) {
      const column = (mcu % image.mcusWide) * horizontalSampling + h;
      const row = Math.floor(mcu / image.mcusWide) * verticalSampling + v;
      if (column >= blocksWide || row >= blocksHigh) continue;
      const activity = activityOf(luma, row * luma.component.storedBlocksWide + column);
      if (activity > best.activity) best = { mcu, column, row, activity };
    }
  }
  return best;
}

function activityOf({ component: { place, pool, quantisation } }: ComponentModel, block: number): number {
  const first = place[block] * 64;
  let sum = 0;
  for (let k = 1; k < 64; k++) sum += Math.abs(pool[first + k]) * quantisation[k];
  return sum;
}
