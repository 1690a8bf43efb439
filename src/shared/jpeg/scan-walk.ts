import type { CoefficientStore } from './coefficient-store.ts';
import type { EntropyReader } from './entropy-reader.ts';
import type { HuffmanTable } from './huffman-table.ts';

/** A component of a scan, and the numbers of the tables that code it. */
export interface NamedComponent {
  readonly store: CoefficientStore;
  readonly dcNumber: number;
  readonly acNumber: number;
}

/** What a scan of either coding knows of a component. */
export interface ScannedComponent {
  readonly store: CoefficientStore;
  /** DC of the block before, reset at restarts. */
  predictor: number;
}

/** A component as one Huffman-coded scan sees it. */
export interface ScanComponent extends ScannedComponent {
  readonly dcTable: HuffmanTable;
  readonly acTable: HuffmanTable;
}

export interface ScanParameters {
  readonly spectralStart: number;
  readonly spectralEnd: number;
  readonly approximationHigh: number;
  readonly approximationLow: number;
  /** Blocks that end before their first coefficient of the band; progressive only. */
  endOfBandRun: number;
}

/** What the walk asks of a reader of either coding. */
interface ScanReader {
  assertNotExhausted(): void;
  readRestartMarker(index: number): void;
}

export type BlockReader<Reader = EntropyReader, Component = ScanComponent> = (
  reader: Reader,
  component: Component,
  block: number,
) => void;

export interface ScanWalk<Reader extends ScanReader, Component extends ScannedComponent> {
  readonly reader: Reader;
  readonly components: readonly Component[];
  readonly parameters: ScanParameters;
  readonly readBlock: BlockReader<Reader, Component>;
  /** MCUs between restart markers, 0 for none. */
  readonly restartInterval: number;
}

/** Reads all blocks of a scan: MCU by MCU where components interleave, else row by row of the component's own blocks. */
export function walkScan<Reader extends ScanReader, Component extends ScannedComponent>(
  walk: ScanWalk<Reader, Component>,
  mcus: { readonly wide: number; readonly high: number },
): void {
  if (walk.components.length === 1) walkSingle(walk, walk.components[0]);
  else walkInterleaved(walk, mcus);
}

function walkSingle<Reader extends ScanReader, Component extends ScannedComponent>(
  walk: ScanWalk<Reader, Component>,
  component: Component,
): void {
  const { blocksWide, blocksHigh, storedBlocksWide } = component.store.layout;
  const { reader, readBlock } = walk;
  let unit = 0;
  for (let row = 0; row < blocksHigh; row++) {
    for (let column = 0; column < blocksWide; column++, unit++) {
      restartWhereDue(walk, unit);
      readBlock(reader, component, row * storedBlocksWide + column);
    }
    reader.assertNotExhausted();
  }
}

function walkInterleaved<Reader extends ScanReader, Component extends ScannedComponent>(
  walk: ScanWalk<Reader, Component>,
  mcus: { readonly wide: number; readonly high: number },
): void {
  let unit = 0;
  for (let row = 0; row < mcus.high; row++) {
    for (let column = 0; column < mcus.wide; column++, unit++) {
      restartWhereDue(walk, unit);
      for (const component of walk.components) readMcuBlocks(walk, component, { row, column });
    }
    walk.reader.assertNotExhausted();
  }
}

function readMcuBlocks<Reader extends ScanReader, Component extends ScannedComponent>(
  walk: ScanWalk<Reader, Component>,
  component: Component,
  mcu: { row: number; column: number },
): void {
  const { horizontalSampling, verticalSampling, storedBlocksWide } = component.store.layout;
  for (let y = 0; y < verticalSampling; y++) {
    const first = (mcu.row * verticalSampling + y) * storedBlocksWide + mcu.column * horizontalSampling;
    for (let x = 0; x < horizontalSampling; x++) walk.readBlock(walk.reader, component, first + x);
  }
}

function restartWhereDue<Reader extends ScanReader, Component extends ScannedComponent>(
  walk: ScanWalk<Reader, Component>,
  unit: number,
): void {
  const { restartInterval } = walk;
  if (restartInterval === 0 || unit === 0 || unit % restartInterval !== 0) return;
  walk.reader.readRestartMarker(unit / restartInterval - 1);
  walk.parameters.endOfBandRun = 0;
  for (const component of walk.components) component.predictor = 0;
}
