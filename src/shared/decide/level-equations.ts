import type { Labels } from '../forward/down-sampling.ts';
import { groupFlatMcus } from '../forward/flat-groups.ts';
import type { ForwardModel } from '../forward/forward-model.ts';

interface LabelsToFit {
  readonly labels: Labels;
  readonly telling?: ReadonlySet<number> | undefined;
}

/**
 * Least squares for the levels of some classes in one component. Every block of an edge MCU is one equation: its mean, as
 * the file has it, is that of its labels' levels. What the quantiser rounds off is as likely up as down, in every block
 * anew; the level of a class that few blocks show is held to where it is by one equation more.
 */
export class LevelEquations {
  private readonly place: Int32Array;
  private readonly matrix: Float64Array[];
  private readonly sums: Float64Array;

  /** `positions` of the classes that are unknown, among `classCount`. */
  constructor(positions: readonly number[], classCount: number) {
    this.place = new Int32Array(classCount).fill(-1);
    positions.forEach((position, at) => (this.place[position] = at));
    this.matrix = positions.map((_, at) => {
      const row = new Float64Array(positions.length);
      row[at] = 1;
      return row;
    });
    this.sums = new Float64Array(positions.length);
  }

  /** Adds the blocks of a component that lie whole in the picture: those of all edge MCUs, or of those in `telling` only. */
  addPicture(model: ForwardModel, index: number, { labels, telling }: LabelsToFit): void {
    const { image } = model;
    const { component, ratioX, ratioY } = model.components[index];
    const { groups } = groupFlatMcus(image);
    const [wide, high] = [8 * ratioX, 8 * ratioY];
    for (let y = 0; (y + 1) * high <= image.height; y++) {
      const mcuRow = Math.floor(y / component.verticalSampling) * image.mcusWide;
      for (let x = 0; (x + 1) * wide <= image.width; x++) {
        const mcu = mcuRow + Math.floor(x / component.horizontalSampling);
        if (groups[mcu] !== 0 || telling?.has(mcu) === false) continue;
        this.addBlock(model, index, { x, y }, labels);
      }
    }
  }

  /** How far each unknown level is from the one it has, in levels. */
  solve(): Float64Array {
    return solveSymmetric(this.matrix, this.sums);
  }

  private addBlock(model: ForwardModel, index: number, { x, y }: { x: number; y: number }, labels: Labels): void {
    const { component, codes, ratioX, ratioY } = model.components[index];
    const [wide, high] = [8 * ratioX, 8 * ratioY];
    const { width } = model.image;
    const shares = new Float64Array(this.sums.length);
    let mean = 0;
    for (let row = y * high; row < (y + 1) * high; row++) {
      for (let at = row * width + x * wide; at < row * width + (x + 1) * wide; at++) {
        const label = labels[at];
        mean += codes[label];
        if (this.place[label] >= 0) shares[this.place[label]]++;
      }
    }
    const pixels = wide * high;
    const dc = component.dc[y * component.storedBlocksWide + x] * component.quantisation[0];
    const missed = dc / 8 + 128 - mean / pixels;
    for (let at = 0; at < shares.length; at++) {
      if (shares[at] === 0) continue;
      const share = shares[at] / pixels;
      this.sums[at] += share * missed;
      for (let other = 0; other < shares.length; other++) this.matrix[at][other] += (share * shares[other]) / pixels;
    }
  }
}

/** Solves a positive definite system by elimination; takes a few dozen unknowns. */
function solveSymmetric(matrix: readonly Float64Array[], sums: Float64Array): Float64Array {
  const rows = matrix.map((row, at) => Float64Array.of(...row, sums[at]));
  const size = rows.length;
  for (let pivot = 0; pivot < size; pivot++) {
    for (let row = 0; row < size; row++) {
      if (row === pivot) continue;
      const factor = rows[row][pivot] / rows[pivot][pivot];
      for (let column = pivot; column <= size; column++) rows[row][column] -= factor * rows[pivot][column];
    }
  }
  return Float64Array.from(rows, (row, at) => row[size] / row[at]);
}
