import type { DecidedLabels, DecisionInput } from './decide-labels.ts';
import type { ForwardModel } from '../forward/forward-model.ts';
import { PATCH_CELLS, PatchColours } from './patch-colours.ts';
import { throwIfStopped } from '../should-stop.ts';
import { LARGE_PIXELS, unclearedMemoryOf } from '../shared-memory.ts';
import { findWitnessedClasses } from './witnessed-classes.ts';
import type { KernelExports } from '../kernel/kernel-module.ts';
import { withKernel } from '../kernel/kernel-module.ts';
import { KernelPicture } from './kernel-picture.ts';

/** The kernel holds labels in 8 bits, and cells of an MCU in a table of 64. */
const MAX_CLASSES = 256;
const MAX_MCU_CELLS = 64;
/** Dequantised coefficients of steps up to here, eightfold, fit in 32 bits whatever the file says. */
const MAX_STEP = 8191;

/** Whether the kernel can decide a picture; `decideLabels` can decide any. */
export function suitsKernel(model: ForwardModel): boolean {
  const { mcuWidth, mcuHeight, cellWidth, cellHeight, classCount, components } = model;
  const cells = (mcuWidth / cellWidth) * (mcuHeight / cellHeight);
  const areRatiosPowers = components.every(({ ratioX, ratioY }) => ratioX !== 3 && ratioY !== 3);
  const hasSmallSteps = components.every(({ component }) => component.quantisation.every((step) => step <= MAX_STEP));
  return areRatiosPowers && classCount <= MAX_CLASSES && cells <= MAX_MCU_CELLS && hasSmallSteps;
}

/** Gives exactly what `decideLabels` gives, for models that suit the kernel. Throws `cancelled` as that does. */
export function decideByKernel(input: DecisionInput): DecidedLabels {
  return withKernel((kernel) => new KernelDecision(kernel, input).decide());
}

class KernelDecision {
  private readonly kernel: KernelExports;
  private readonly input: DecisionInput;
  private readonly picture: KernelPicture;
  private readonly labels: Uint8Array;
  private readonly confidence: Uint8Array;
  private readonly certified: Uint8Array;

  constructor(kernel: KernelExports, input: DecisionInput) {
    const { width, height } = input.model.image;
    const isShared = width * height >= LARGE_PIXELS;
    this.kernel = kernel;
    this.input = input;
    this.picture = new KernelPicture(kernel, input.model, input);
    this.labels = new Uint8Array(unclearedMemoryOf(width * height, isShared));
    this.confidence = new Uint8Array(unclearedMemoryOf(width * height, isShared));
    this.certified = new Uint8Array(unclearedMemoryOf(input.flats.kinds.length, isShared));
  }

  decide(): DecidedLabels {
    const { kernel, input, picture } = this;
    const { mcusHigh } = input.model.image;
    const colours = input.classColours;
    picture.bytes(kernel.classColoursAt(), colours.byteLength).set(new Uint8Array(colours.buffer));
    const isWitnessed = findWitnessedClasses(input.model, input.flats, () => this.findPatchColours());
    picture.bytes(kernel.witnessedAt(), isWitnessed.length).set(isWitnessed);
    let certifiedBlocks = 0;
    this.start(0);
    for (let row = 0; row < mcusHigh; row++) {
      throwIfStopped(input.shouldStop);
      if (row + 1 < mcusHigh) this.start(row + 1);
      certifiedBlocks += kernel.decideRow(row);
      this.copyDecided(row);
      if (row > 0) this.copyConfidence(row - 1);
    }
    this.copyConfidence(mcusHigh - 1);
    return {
      labels: this.labels,
      confidence: this.confidence,
      certified: this.certified,
      certifiedBlocks,
      witnessed: isWitnessed,
      coloursBefore: kernel.countedColours(),
      changedPixels: kernel.countedChanges(),
    };
  }

  private start(row: number): void {
    this.picture.loadRow(row);
    this.kernel.startRow(row);
  }

  private findPatchColours(): PatchColours {
    const { kernel, picture, input } = this;
    const { image } = input.model;
    const counts = image.components.map((part) => PATCH_CELLS ** 2 * part.horizontalSampling * part.verticalSampling);
    const colours = new PatchColours(image);
    const means: [number, number, number] = [0, 0, 0];
    for (let row = 0; row < image.mcusHigh; row++) {
      picture.loadRow(row);
      const found = kernel.gatherPatches(row) * counts.length;
      const sums = new Int32Array(kernel.memory.buffer, kernel.patchesAt(), found);
      for (let patch = 0; patch < found; patch += counts.length) {
        for (let index = 0; index < counts.length; index++) means[index] = sums[patch + index] / counts[index];
        colours.add(means);
      }
    }
    return colours;
  }

  private copyDecided(row: number): void {
    const { kernel, picture } = this;
    const { mcusWide } = this.input.model.image;
    const { first, length } = this.pixelsOf(row);
    const top = row * this.input.model.mcuHeight;
    this.labels.set(picture.bytes(kernel.labelsAt(top), length), first);
    this.certified.set(picture.bytes(kernel.certifiedAt(row), mcusWide), row * mcusWide);
  }

  private copyConfidence(row: number): void {
    const { first, length } = this.pixelsOf(row);
    this.kernel.gradeDecidedRow(row);
    this.confidence.set(this.picture.bytes(this.kernel.confidenceAt(), length), first);
  }

  private pixelsOf(row: number): { first: number; length: number } {
    const { image, mcuHeight } = this.input.model;
    const first = row * mcuHeight * image.width;
    return { first, length: Math.min(mcuHeight * image.width, image.width * image.height - first) };
  }
}
