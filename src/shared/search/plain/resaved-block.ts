import { forwardDct } from '../../jpeg/forward-dct.ts';
import { inverseDct } from '../../jpeg/inverse-dct.ts';
import type { JpegComponent } from '../../jpeg/jpeg-image.ts';
import type { McuMemory } from '../mcu-loader.ts';
import type { SearchEnergy } from '../search-energy.ts';
import { resavedTables, type ResavedTables } from '../search-tables.ts';

/** What blocks of the first component become by two savings: what src/shared/kernel/assembly/search/resaving.ts does. */
export class ResavedBlock {
  private readonly tables: ResavedTables;
  private readonly memory: McuMemory;
  private readonly component: JpegComponent;
  private readonly linearWeight: number;
  private readonly block = new Int32Array(64);
  private readonly decoded = new Int16Array(64);

  constructor(component: JpegComponent, resaving: NonNullable<SearchEnergy['resaving']>, means: ResavedMeans) {
    this.tables = resavedTables(component.quantisation, resaving);
    this.memory = means.memory;
    this.linearWeight = means.linearWeight;
    const pool = new Int16Array(128);
    this.component = { ...component, place: Uint32Array.of(1), dc: new Int16Array(1), pool };
  }

  /** How far a block of the MCU, 64 samples 0..255 from `first` on, lies outside the file's cells. */
  violation(number: number, values: Int32Array, first: number): number {
    const { block, component, decoded, memory, tables } = this;
    for (let at = 0; at < 64; at++) block[at] = values[first + at] - 128;
    forwardDct(block);
    for (let k = 0; k < 64; k++) {
      const size = Math.floor((Math.abs(block[k]) + tables.eightfoldFirst[k] / 2) / tables.eightfoldFirst[k]);
      component.pool[64 + k] = block[k] < 0 ? -size : size;
    }
    component.dc[0] = component.pool[64];
    inverseDct(component, 0, { out: decoded, at: 0, stride: 8 });
    for (let at = 0; at < 64; at++) block[at] = this.seeAgain(cut(decoded[at]), number * 192 + at);
    forwardDct(block);
    const lanes = new Float32Array(4);
    for (let k = 0; k < 64; k++) {
      const distance = Math.fround(Math.abs(Math.fround(block[k] - memory.resavedTargets[number * 64 + k])));
      const beyond = Math.max(Math.fround(distance - tables.halfCells[k]), 0);
      const excess = Math.fround(beyond * tables.inverseCells[k]);
      lanes[k & 3] += Math.fround(excess * Math.fround(excess + this.linearWeight));
    }
    return Math.fround(Math.fround(lanes[0] + lanes[2]) + Math.fround(lanes[1] + lanes[3]));
  }

  private seeAgain(luma: number, at: number): number {
    const { resavedShifts } = this.memory;
    const red = cut(luma + resavedShifts[at]);
    const green = cut(luma + resavedShifts[at + 64]);
    const blue = cut(luma + resavedShifts[at + 128]);
    return ((19595 * red + 38470 * green + 7471 * blue + 32768) >> 16) - 128;
  }
}

interface ResavedMeans {
  readonly memory: McuMemory;
  readonly linearWeight: number;
}

function cut(level: number): number {
  return level < 0 ? 0 : level > 255 ? 255 : level;
}
