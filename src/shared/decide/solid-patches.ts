import type { JpegImage } from '../jpeg/jpeg-image.ts';
import type { SampleRows } from '../jpeg/sample-rows.ts';
import type { FlatGroups } from '../forward/flat-groups.ts';
import { PATCH_CELLS, PatchColours, patchRanges } from './patch-colours.ts';

/**
 * Collects the colours of small solid places inside MCUs that are not flat: 3 x 3 cells (a cell shares one chroma
 * sample) whose samples hardly range. They may be small classes, or ghosts that a boundary makes.
 */
export class SolidPatches {
  private readonly image: JpegImage;
  private readonly flat: FlatGroups;
  private readonly rows: readonly SampleRows[];
  private readonly ranges: readonly number[];
  readonly colours: PatchColours;
  private readonly means: [number, number, number] = [0, 0, 0];

  constructor(image: JpegImage, flat: FlatGroups, rows: readonly SampleRows[]) {
    this.image = image;
    this.flat = flat;
    this.rows = rows;
    this.ranges = patchRanges(image);
    this.colours = new PatchColours(image);
  }

  /** Looks through the edge MCUs of one row. */
  addRow(row: number): void {
    const { mcusWide } = this.image;
    for (let column = 0; column < mcusWide; column++) {
      if (this.flat.groups[row * mcusWide + column] === 0) this.addMcu(column, row);
    }
  }

  /** Patches do not overlap: each counts for itself. */
  private addMcu(column: number, row: number): void {
    for (let y = 0; y + PATCH_CELLS <= 8; y += PATCH_CELLS) {
      for (let x = 0; x + PATCH_CELLS <= 8; x += PATCH_CELLS) {
        if (this.isSolid(column * 8 + x, row * 8 + y)) this.colours.add(this.means);
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
    return most - least <= this.ranges[index];
  }
}
