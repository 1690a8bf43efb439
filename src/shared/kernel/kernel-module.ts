import type { CompiledModule, LinearMemory } from './host.ts';
import { host } from './host.ts';
import { kernelBase64 } from './kernel-bytes.ts';

/** What the module in `assembly/kernel.ts` exports; numbers are whole unless told, addresses count bytes of `memory`. */
export interface KernelExports {
  readonly memory: LinearMemory;
  setPicture(
    width: number,
    height: number,
    mcusWide: number,
    mcusHigh: number,
    sizes: number,
    classCount: number,
    colourModel: number,
    components: number,
  ): void;
  setDct(method: number): void;
  setComponent(
    index: number,
    horizontalSampling: number,
    verticalSampling: number,
    blocksWide: number,
    blocksHigh: number,
    storedBlocksWide: number,
    ratioX: number,
    ratioY: number,
  ): void;
  setUp(): void;
  /** All but the index are fractional. */
  setWeights(index: number, weight: number, tolerance: number, nearestWeight: number, patchRange: number): void;
  codesAt(index: number): number;
  quantisationAt(index: number): number;
  basisAt(index: number): number;
  thresholdsAt(index: number): number;
  scalesAt(index: number): number;
  ap922FactorsAt(): number;
  reducingMatrixAt(length: number): number;
  placesAt(index: number, row: number): number;
  dcsAt(index: number, row: number): number;
  poolAt(index: number, row: number): number;
  kindsAt(row: number): number;
  classesAt(row: number): number;
  groupsAt(row: number): number;
  certifiedAt(row: number): number;
  classColoursAt(): number;
  witnessedAt(): number;
  labelsAt(y: number): number;
  confidenceAt(): number;
  patchesAt(): number;
  gatherPatches(row: number): number;
  startRow(row: number): void;
  decideRow(row: number): number;
  gradeDecidedRow(row: number): void;
  setHistogram(bytes: number): void;
  countsAt(): number;
  chunkAt(): number;
  countChunk(length: number): void;
  setRows(bytesOfRow: number, bytesOfPixel: number, rows: number, bandRows: number): void;
  entriesAt(): number;
  plainRowsAt(): number;
  filteredRowsAt(): number;
  takeRowAbove(): void;
  filterPlainRows(y: number, rows: number): void;
  numberPlaces(index: number, row: number): number;
  numberedPlaces(): number;
  setScan(byteCount: number, restartInterval: number, mcusWide: number, components: number): void;
  setScanComponent(index: number, horizontalSampling: number, verticalSampling: number): void;
  scanBytesAt(): number;
  scanOrderAt(): number;
  dcTableAt(index: number): number;
  acTableAt(index: number): number;
  scanDcsAt(index: number): number;
  scanPlacesAt(index: number): number;
  scanPoolAt(index: number): number;
  scanPlacesUsed(index: number): number;
  scanOffset(): number;
  /** 0 or 1: whether the data are in order. */
  decodeScanRows(rows: number): number;
  countedColours(): number;
  countedChanges(): number;
  /** The search of single MCUs: see assembly/search/entry.ts. */
  setTables(components: number, mcuWidth: number, mcuHeight: number, classCount: number): void;
  /** The weight is fractional. */
  setPart(
    index: number,
    blocksWide: number,
    blocksHigh: number,
    ratioX: number,
    ratioY: number,
    isReducedByTransform: number,
    weight: number,
  ): void;
  /** All fractional. */
  setEnergy(stiffest: number, roughnessWeight: number, linearWeight: number): void;
  setUpSearch(): void;
  searchCodesAt(index: number): number;
  searchBasisAt(index: number): number;
  searchTransposedAt(index: number): number;
  mcuBiasAt(): number;
  mcuThresholdsAt(): number;
  firstStepsAt(): number;
  eightfoldFirstAt(): number;
  halfCellsAt(): number;
  inverseCellsAt(): number;
  isResavedAt(): number;
  resavedTargetsAt(): number;
  resavedShiftsAt(): number;
  searchStepsAt(index: number): number;
  searchScalesAt(index: number): number;
  logarithmsAt(): number;
  windowAt(): number;
  mcuCoefficientsAt(): number;
  labelSetAt(): number;
  sharesAt(): number;
  secondsAt(): number;
  enterMcu(pixelsWide: number, pixelsHigh: number): void;
  setLabelSet(near: number, all: number): void;
  seed(value: number): void;
  beginSearch(triesAll: number, triesGround: number): number;
  /** Stiffness and factors are fractional. */
  searchOn(
    startsFromSamples: number,
    takesAll: number,
    proposals: number,
    softest: number,
    stiffen: number,
    cool: number,
  ): number;
  finishSearch(): number;
  /** The stiffness is fractional. */
  beginSettling(isCertified: number, samplingStiffness: number, probes: number): number;
  polish(proposals: number, softest: number, stiffen: number, cool: number): void;
  settle(proposals: number, takesCommonest: number): void;
}

/** An instance that grew beyond this is given up after its picture: linear memory never shrinks. */
const MAX_KEPT_BYTES = 64 * 1024 * 1024;

let compiled: CompiledModule | undefined;
let kept: KernelExports | undefined;

/** Runs `work` with this thread's instance of the kernel, which must not be used by anything else meanwhile. */
export function withKernel<Result>(work: (kernel: KernelExports) => Result): Result {
  const kernel = kept ?? instantiate();
  kept = undefined;
  const result = work(kernel);
  if (kernel.memory.buffer.byteLength <= MAX_KEPT_BYTES) kept = kernel;
  return result;
}

function instantiate(): KernelExports {
  compiled ??= new host.WebAssembly.Module(bytesOf(host.atob(kernelBase64)));
  // The interface above is written by hand after assembly/kernel.ts, which the compiler here does not see.
  return new host.WebAssembly.Instance(compiled).exports as KernelExports;
}

// A call for each byte would take longer than compiling them.
function bytesOf(binary: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < bytes.length; at++) bytes[at] = binary.charCodeAt(at);
  return bytes;
}
