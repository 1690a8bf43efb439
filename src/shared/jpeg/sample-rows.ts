import { inverseDct } from './inverse-dct.ts';
import type { JpegComponent, JpegImage } from './jpeg-image.ts';

const KEPT_ROWS = 3;

/**
 * The samples of one component, decoded row of MCUs by row of MCUs; the last three such rows are kept, so that memory
 * does not grow with the height of the picture. Samples are not clamped to 0..255.
 */
export class SampleRows {
  readonly component: JpegComponent;
  /** Samples between two rows. */
  readonly stride: number;
  /** Samples of the component in one row of MCUs, vertically. */
  readonly rowsPerMcu: number;
  private readonly image: JpegImage;
  private readonly kept: Int16Array[];
  private readonly keptRow: number[];
  private readonly asked: Uint8Array | undefined;

  /** `asked`: 1 for the MCUs whose samples will be looked at, where these are not all. */
  constructor(image: JpegImage, component: JpegComponent, asked?: Uint8Array) {
    this.image = image;
    this.asked = asked;
    this.component = component;
    this.stride = component.storedBlocksWide * 8;
    this.rowsPerMcu = component.verticalSampling * 8;
    this.kept = Array.from({ length: KEPT_ROWS }, () => new Int16Array(this.stride * this.rowsPerMcu));
    this.keptRow = Array.from({ length: KEPT_ROWS }, () => -1);
  }

  /** Samples of a row of MCUs, `rowsPerMcu` rows of `stride`; valid until three further rows were asked for. */
  mcuRow(row: number): Int16Array {
    const slot = row % KEPT_ROWS;
    if (this.keptRow[slot] !== row) {
      this.decodeMcuRow(row, this.kept[slot]);
      this.keptRow[slot] = row;
    }
    return this.kept[slot];
  }

  /** The row of samples at `y`, an offset into `mcuRow(floor(y / rowsPerMcu))`. */
  offsetOf(y: number): number {
    return (y % this.rowsPerMcu) * this.stride;
  }

  private decodeMcuRow(row: number, out: Int16Array): void {
    const { component, stride } = this;
    const { verticalSampling, storedBlocksWide } = component;
    if (row >= this.image.mcusHigh) throw new RangeError(`expected an MCU row below ${this.image.mcusHigh}`);
    for (let v = 0; v < verticalSampling; v++) {
      const first = (row * verticalSampling + v) * storedBlocksWide;
      for (let column = 0; column < storedBlocksWide; column++) {
        if (!this.isAsked(row, column)) continue;
        inverseDct(component, first + column, { out, at: v * 8 * stride + column * 8, stride });
      }
    }
  }

  private isAsked(row: number, column: number): boolean {
    const { asked, image, component } = this;
    return asked === undefined || asked[row * image.mcusWide + Math.floor(column / component.horizontalSampling)] === 1;
  }
}
