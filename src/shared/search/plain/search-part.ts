import { roundCell } from '../../forward/down-sampling.ts';
import type { ComponentModel, ForwardModel } from '../../forward/forward-model.ts';
import type { ComponentTables } from '../search-tables.ts';
import { componentTables } from '../search-tables.ts';

/** What the search needs of a component: see `SearchPart` in src/shared/kernel/assembly/search/tables.ts. */
export interface SearchPart extends ComponentTables {
  readonly model: ComponentModel;
  readonly codes: Uint8Array;
  readonly blocksWide: number;
  readonly blocksHigh: number;
  /** The number of its first block among all of the MCU. */
  readonly firstBlock: number;
  readonly blockCount: number;
  /** Pixels of the picture over one of the 8 x 8 samples that a block decodes to. */
  readonly ratioX: number;
  readonly ratioY: number;
  /** Pixels whose mean is a sample that is transformed. */
  readonly cellWide: number;
  readonly cellHigh: number;
}

export function searchParts(model: ForwardModel, tolerance: number | undefined): SearchPart[] {
  let firstBlock = 0;
  return model.components.map((part) => {
    const made = searchPart(model, part, { tolerance, firstBlock });
    firstBlock += made.blockCount;
    return made;
  });
}

function searchPart(
  model: ForwardModel,
  part: ComponentModel,
  { tolerance, firstBlock }: { readonly tolerance: number | undefined; readonly firstBlock: number },
): SearchPart {
  const { ratioX, ratioY, codes, component } = part;
  const tables = componentTables(model, part, tolerance);
  return {
    ...tables,
    model: part,
    codes,
    blocksWide: component.horizontalSampling,
    blocksHigh: component.verticalSampling,
    firstBlock,
    blockCount: component.horizontalSampling * component.verticalSampling,
    ratioX,
    ratioY,
    cellWide: tables.samplesWide === 8 ? ratioX : 1,
    cellHigh: tables.samplesHigh === 8 ? ratioY : 1,
  };
}

/** libjpeg's rounding of a sum of pixels' values to the sample at a place of a block. */
export function roundSum({ cellWide, cellHigh }: SearchPart, sum: number, position: number): number {
  return roundCell(sum, { ratioX: cellWide, ratioY: cellHigh }, position & 1);
}
