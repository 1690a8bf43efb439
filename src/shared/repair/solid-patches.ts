import type { JpegImage } from '../jpeg/jpeg-image.ts';
import type { SampleRows } from '../jpeg/sample-rows.ts';
import type { ColourWitness, Triple } from '../palette/file-evidence.ts';
import type { FlatGroups } from './flat-groups.ts';

/** Cells on a side of a patch. */
const PATCH_CELLS = 3;
/** How far the samples of a patch may range: so many levels, and so much of the mean quantiser step. */
const RANGE_LEVELS = 4;
const RANGE_STEPS = 0.4;
/** Patches nearer than this to a colour already found belong to it, in levels per component. */
const MERGE_LEVELS = 10;
/** Colours kept; a photo would go on for ever. */
const MAX_COLOURS = 256;

interface PatchColour {
  readonly sums: [number, number, number];
  count: number;
}

/**
 * Collects the colours of small solid places inside MCUs that are not flat: 3 x 3 cells (a cell shares one chroma
 * sample) whose samples hardly range. They may be small classes, or ghosts that a boundary makes.
 */
export class SolidPatches {
  private readonly image: JpegImage;
  private readonly flat: FlatGroups;
  private readonly rows: readonly SampleRows[];
  private readonly tolerances: readonly number[];
  private readonly colours: PatchColour[] = [];
  private readonly means: [number, number, number] = [0, 0, 0];

  constructor(image: JpegImage, flat: FlatGroups, rows: readonly SampleRows[]) {
    this.image = image;
    this.flat = flat;
    this.rows = rows;
    this.tolerances = image.components.map(({ quantisation }) => {
      return RANGE_LEVELS + (RANGE_STEPS * quantisation.reduce((sum, step) => sum + step, 0)) / 64;
    });
  }

  /** Looks through the edge MCUs of one row. */
  addRow(row: number): void {
    const { mcusWide } = this.image;
    for (let column = 0; column < mcusWide; column++) {
      if (this.flat.groups[row * mcusWide + column] === 0) this.addMcu(column, row);
    }
  }

  /** The colours found, the most frequent first; pixels and areas are counts of patches of 3 x 3 cells. */
  list(): ColourWitness[] {
    const cellPixels = this.image.maxHorizontalSampling * this.image.maxVerticalSampling;
    return this.colours
      .toSorted((a, b) => b.count - a.count)
      .map(({ sums, count }) => {
        const mean = sums.map((sum) => sum / count);
        const bound = (direction: number): Triple => [
          this.boundOf(0, mean, direction),
          this.boundOf(1, mean, direction),
          this.boundOf(2, mean, direction),
        ];
        return { low: bound(-1), high: bound(1), pixels: count * PATCH_CELLS ** 2 * cellPixels, areas: count };
      });
  }

  private boundOf(index: number, mean: readonly number[], direction: number): number {
    if (index >= this.rows.length) return 0;
    return Math.min(255, Math.max(0, mean[index] + (direction * this.tolerances[index]) / 2));
  }

  /** Patches do not overlap: each counts for itself. */
  private addMcu(column: number, row: number): void {
    for (let y = 0; y + PATCH_CELLS <= 8; y += PATCH_CELLS) {
      for (let x = 0; x + PATCH_CELLS <= 8; x += PATCH_CELLS) {
        if (this.isSolid(column * 8 + x, row * 8 + y)) this.addColour();
      }
    }
  }

  /** Whether the patch at a cell is solid in every component; leaves its mean in `means`. */
  private isSolid(cellX: number, cellY: number): boolean {
    for (let index = 0; index < this.rows.length; index++) {
      const { component } = this.rows[index];
      const area = {
        left: cellX * component.horizontalSampling,
        top: cellY * component.verticalSampling,
        width: PATCH_CELLS * component.horizontalSampling,
        height: PATCH_CELLS * component.verticalSampling,
      };
      if (!this.isComponentSolid(index, area)) return false;
    }
    return true;
  }

  private isComponentSolid(index: number, area: { left: number; top: number; width: number; height: number }): boolean {
    const rows = this.rows[index];
    let least = Infinity;
    let most = -Infinity;
    let sum = 0;
    for (let y = area.top; y < area.top + area.height; y++) {
      const samples = rows.mcuRow(Math.floor(y / rows.rowsPerMcu));
      const base = rows.offsetOf(y) + area.left;
      for (let at = base; at < base + area.width; at++) {
        least = Math.min(least, samples[at]);
        most = Math.max(most, samples[at]);
        sum += samples[at];
      }
    }
    this.means[index] = sum / (area.width * area.height);
    return most - least <= this.tolerances[index];
  }

  private addColour(): void {
    for (const colour of this.colours) {
      const isNear = colour.sums.every(
        (sum, index) => Math.abs(sum / colour.count - this.means[index]) <= MERGE_LEVELS,
      );
      if (!isNear) continue;
      this.means.forEach((mean, index) => (colour.sums[index] += mean));
      colour.count++;
      return;
    }
    if (this.colours.length < MAX_COLOURS) this.colours.push({ sums: [...this.means], count: 1 });
  }
}
