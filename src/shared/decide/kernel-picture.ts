import type { JpegComponent } from '../jpeg/jpeg-image.ts';
import { alternativeBasis } from '../forward/coefficient-offsets.ts';
import type { FlatGroups } from '../forward/flat-groups.ts';
import type { FlatMcus } from '../forward/flat-mcus.ts';
import type { ForwardModel } from '../forward/forward-model.ts';
import { nearestWeights } from './mcu-labeller.ts';
import { patchRanges } from './patch-colours.ts';
import { sampleVariance, solidTolerance } from '../forward/sample-planes.ts';
import type { KernelExports } from '../kernel/kernel-module.ts';
import { setTransform } from '../jpeg/kernel-transform.ts';

const COLOUR_MODELS = { grey: 0, ycbcr: 1, rgb: 2 } as const;

/** A picture in the kernel's memory: its model as a whole, coefficients and kinds of MCUs row by row. */
export class KernelPicture {
  private readonly kernel: KernelExports;
  private readonly model: ForwardModel;
  private readonly flats: FlatMcus;
  private readonly groups: FlatGroups;

  constructor(kernel: KernelExports, model: ForwardModel, flat: { flats: FlatMcus; flatGroups: FlatGroups }) {
    this.kernel = kernel;
    this.model = model;
    this.flats = flat.flats;
    this.groups = flat.flatGroups;
    this.setSizes();
    this.setComponents();
    kernel.setUp();
  }

  /** Bytes of the kernel's memory; valid until its next picture. */
  bytes(address: number, length: number): Uint8Array {
    return new Uint8Array(this.kernel.memory.buffer, address, length);
  }

  /** Hands over a row of MCUs; it replaces the one three rows above. */
  loadRow(row: number): void {
    const { kernel, flats, groups } = this;
    const { mcusWide, components } = this.model.image;
    const first = row * mcusWide;
    this.bytes(kernel.kindsAt(row), mcusWide).set(flats.kinds.subarray(first, first + mcusWide));
    this.bytes(kernel.classesAt(row), mcusWide).set(flats.classes.subarray(first, first + mcusWide));
    this.words(kernel.groupsAt(row), mcusWide).set(groups.groups.subarray(first, first + mcusWide));
    components.forEach((component, index) => {
      this.loadCoefficients(component, index, row);
    });
  }

  private setSizes(): void {
    const { image, dct, mcuWidth, mcuHeight, cellWidth, cellHeight, classCount, components } = this.model;
    this.kernel.setPicture(
      image.width,
      image.height,
      image.mcusWide,
      image.mcusHigh,
      mcuWidth | (mcuHeight << 8) | (cellWidth << 16) | (cellHeight << 24),
      classCount,
      COLOUR_MODELS[image.colourModel],
      components.length,
    );
    setTransform(this.kernel, dct);
    components.forEach(({ component, ratioX, ratioY }, index) => {
      this.kernel.setComponent(
        index,
        component.horizontalSampling,
        component.verticalSampling,
        component.blocksWide,
        component.blocksHigh,
        component.storedBlocksWide,
        ratioX,
        ratioY,
      );
    });
  }

  private setComponents(): void {
    const { kernel } = this;
    const weights = nearestWeights(this.model);
    const ranges = patchRanges(this.model.image);
    this.model.components.forEach((part, index) => {
      const { quantisation } = part.component;
      this.bytes(kernel.codesAt(index), part.codes.length).set(part.codes);
      this.words(kernel.quantisationAt(index), 64).set(quantisation);
      const { basis, thresholds } = alternativeBasis(part);
      this.floats(kernel.basisAt(index), 4096).set(basis);
      this.floats(kernel.thresholdsAt(index), 64).set(thresholds);
      this.doubles(kernel.scalesAt(index), 64).set(part.transform.scales);
      const variance = sampleVariance(part);
      kernel.setWeights(index, 1 / variance, solidTolerance(variance), weights[index], ranges[index]);
    });
  }

  /** Copies what is not zero; places of blocks are numbered anew within the row. */
  private loadCoefficients(component: JpegComponent, index: number, row: number): void {
    const { kernel } = this;
    const count = component.storedBlocksWide * component.verticalSampling;
    const dcs = component.dc.subarray(row * count, (row + 1) * count);
    const from = component.place.subarray(row * count, (row + 1) * count);
    const places = new Uint32Array(kernel.memory.buffer, kernel.placesAt(index, row), count);
    // The pool has a place 0 of its own.
    const pool = this.words(kernel.poolAt(index, row) + 128, count * 64);
    this.words(kernel.dcsAt(index, row), count).set(dcs);
    places.set(from);
    const first = kernel.numberPlaces(index, row);
    if (first < 0) copyOneByOne(component.pool, from, { places, pool });
    else if (first > 0) pool.set(component.pool.subarray(first * 64, (first + kernel.numberedPlaces()) * 64));
  }

  private words(address: number, length: number): Uint16Array {
    return new Uint16Array(this.kernel.memory.buffer, address, length);
  }

  private doubles(address: number, length: number): Float64Array {
    return new Float64Array(this.kernel.memory.buffer, address, length);
  }

  private floats(address: number, length: number): Float32Array {
    return new Float32Array(this.kernel.memory.buffer, address, length);
  }
}

/** As the scans of a progressive file leave them: in no order. */
function copyOneByOne(
  pool: Int16Array,
  from: Uint32Array,
  to: { readonly places: Uint32Array; readonly pool: Uint16Array },
): void {
  let used = 0;
  for (let block = 0; block < from.length; block++) {
    if (from[block] === 0) continue;
    to.pool.set(pool.subarray(from[block] * 64, (from[block] + 1) * 64), used * 64);
    to.places[block] = ++used;
  }
}
