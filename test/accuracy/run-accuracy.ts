import { samplePalette } from '../../assets/sample/sample-palette.ts';
import type { PaletteChoice } from './choose-palette.ts';
import type { Damage } from './damage-mask.ts';
import { measureGroup } from './measure-masks.ts';
import { measureFile, type Measurement } from './measurement.ts';
import type { Method } from './method.ts';
import { readRealPairs } from './real-pairs.ts';
import { readSampleFiles, readSampleTruth } from './sample-truth.ts';
import { isSeparate, readDataset, type SelectedMasks, selectMasks, type Selection } from './select-masks.ts';
import { distinct } from './accuracy-tables.ts';
import { paletteOf, type TruthMask } from './truth-mask.ts';

export interface AccuracyRequest extends Selection {
  /** Folder of real masks; without it only the sample is measured. */
  readonly dataFolder: string | undefined;
  readonly damages: readonly Damage[];
  readonly palettes: readonly PaletteChoice[];
  readonly methods: readonly Method[];
  /** False leaves out the masks with colours near each other, most of whose blocks are searched to the end. */
  readonly measuresClose: boolean;
  readonly onProgress: (line: string) => void;
}

/** All measurements, by what was measured. */
export interface AccuracyResults {
  readonly separate: ReadonlyMap<PaletteChoice, readonly Measurement[]>;
  readonly close: readonly Measurement[];
  /** The sample's exact masks, damaged like the real ones. */
  readonly sample: readonly Measurement[];
  /** The sample's damaged masks as they are bundled. */
  readonly sampleFiles: readonly Measurement[];
  readonly pairs: readonly Measurement[];
}

export async function runAccuracy(request: AccuracyRequest): Promise<AccuracyResults> {
  const selected =
    request.dataFolder === undefined ? { separate: [], close: [] } : selectMasks(request.dataFolder, request);
  const separate = new Map<PaletteChoice, readonly Measurement[]>();
  for (const palette of request.palettes) separate.set(palette, await measureSeparate(request, selected, palette));
  return {
    separate,
    close: request.measuresClose ? await measureClose(request, selected.close) : [],
    sample: await measureSample(request),
    sampleFiles: await measureSampleFiles(request),
    pairs: request.dataFolder === undefined ? [] : await measurePairs(request.dataFolder, request.methods),
  };
}

async function measureSeparate(request: AccuracyRequest, { separate }: SelectedMasks, palette: PaletteChoice) {
  const { dataFolder, damages, methods, onProgress } = request;
  const measurements: Measurement[] = [];
  for (const name of distinct(separate.map(({ dataset }) => dataset))) {
    const measured = separate.filter(({ dataset }) => dataset === name);
    onProgress(`palette ${palette}: ${name}, ${measured.length} masks`);
    const isNeeded = palette !== 'own' && dataFolder !== undefined;
    const dataset = isNeeded ? readDataset(dataFolder, name).filter(isSeparate) : measured;
    measurements.push(...(await measureGroup({ measured, dataset }, { damages, palette, methods })));
  }
  return measurements;
}

async function measureClose(request: AccuracyRequest, masks: readonly TruthMask[]): Promise<Measurement[]> {
  const { damages, methods, onProgress } = request;
  if (masks.length > 0) onProgress(`colours nearer than 24: ${masks.length} masks`);
  return measureGroup({ measured: masks, dataset: masks }, { damages, palette: 'own', methods });
}

/** The sample's masks with the palette of all its scenes, which is what the sample's label map holds. */
async function measureSample({ damages, methods, onProgress }: AccuracyRequest): Promise<Measurement[]> {
  onProgress('the sample');
  const measured = readSampleTruth();
  const dataset = [{ ...measured[0], colours: samplePalette.classes.map(({ rgb }) => rgb) }];
  return measureGroup({ measured, dataset }, { damages, palette: 'dataset', methods });
}

async function measureSampleFiles({ methods }: AccuracyRequest): Promise<Measurement[]> {
  const files = await readSampleFiles();
  return files.flatMap((file) => measureFile({ file, palette: samplePalette }, methods));
}

async function measurePairs(folder: string, methods: readonly Method[]): Promise<Measurement[]> {
  const files = await readRealPairs(folder);
  return files.flatMap((file) => measureFile({ file, palette: paletteOf(file.truth.colours) }, methods));
}
