import { CERTAIN } from '../../decide/confidence-map.ts';
import { SolidClasses } from '../../decide/solid-classes.ts';
import type { Labels } from '../../forward/down-sampling.ts';
import { mcuBounds } from '../../forward/mcu-bounds.ts';
import { throwIfStopped, type ShouldStop } from '../../should-stop.ts';
import type { EnlargedBlocks } from './enlarged-blocks.ts';

interface Labelled {
  readonly labels: Labels;
  readonly confidence: Uint8Array;
}

/**
 * Takes back the certainty of pixels of the picture that could be dabs of another class of those in their MCU and round it
 * for all the file tells: where that would cost `telling` at most. Throws `cancelled` when `shouldStop` turns true.
 */
export function doubtHiddenPixels(
  { blocks, telling }: { readonly blocks: EnlargedBlocks; readonly telling: number },
  { labels, confidence }: Labelled,
  shouldStop: ShouldStop,
): void {
  const { model } = blocks.file;
  const { width, mcusWide, mcusHigh } = model.image;
  const shown = new SolidClasses(model.classCount, { wide: mcusWide, high: mcusHigh });
  const eachPixel = (mcu: number, visit: (x: number, y: number) => void): void => {
    const { left, top, right, bottom } = mcuBounds(model, { column: mcu % mcusWide, row: Math.floor(mcu / mcusWide) });
    for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) visit(x, y);
  };
  for (let mcu = 0; mcu < mcusWide * mcusHigh; mcu++)
    eachPixel(mcu, (x, y) => {
      shown.add(mcu, labels[y * width + x]);
    });
  const near = new Uint16Array(model.classCount + 32);
  for (let mcu = 0; mcu < mcusWide * mcusHigh; mcu++) {
    throwIfStopped(shouldStop);
    const count = shown.collectNear(mcu % mcusWide, Math.floor(mcu / mcusWide), near);
    if (count < 2) continue;
    eachPixel(mcu, (column, row) => {
      const pixel = row * width + column;
      if (confidence[pixel] !== CERTAIN) return;
      const from = labels[pixel];
      for (const to of near.subarray(0, count)) {
        if (to === from || blocks.growthByPixel({ column, row, from, to }) > telling) continue;
        confidence[pixel] = CERTAIN - 1;
        return;
      }
    });
  }
}
