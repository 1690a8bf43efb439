import type { OutputFormat } from '../../codec/png/encode-label-map.ts';
import type { JobWatch } from '../../jobs/job-progress.ts';
import type { MeaningChoice } from '../../../shared/model/mask-meaning.ts';
import type { Palette } from '../../../shared/model/palette.ts';
import type { RepairPreset } from '../../../shared/search/search-preset.ts';
import type { FileOutcome } from './file-outcome.ts';
import type { PoolRequest } from '../jobs/mask-threads.ts';
import type { SourceFile } from '../sources/source-file.ts';

export interface PlannedFile {
  readonly source: SourceFile;
  /** Absolute path of the repaired mask. */
  readonly output: string;
  /** Absolute path of the confidence map. */
  readonly confidence?: string;
}

export interface RepairRequest extends Omit<PoolRequest, 'files'> {
  readonly files: readonly PlannedFile[];
  /** Undefined: inferred from the files. */
  readonly palette: Palette | undefined;
  readonly format: OutputFormat;
  /** What the values of the masks name; `auto`: what they look like, of each folder by itself. With a palette: classes. */
  readonly meaning: MeaningChoice;
  /** How much work a JPEG is worth. */
  readonly preset: RepairPreset;
  /** Undefined: a temporary project, removed afterwards. */
  readonly projectPath: string | undefined;
}

/** How the caller of a repair follows it. */
export interface RepairWatch extends JobWatch {
  /** Called once, when the palette is known and before anything is written; the repair waits for it. */
  readonly onPalette: (palette: Palette) => Promise<void> | void;
  /** Called for every file as soon as it is settled, in the order in which files end. */
  readonly onOutcome: (outcome: FileOutcome) => void;
}

export interface RepairOutcome {
  /** With the project's slots; without classes where it was to be inferred and no file is a mask. */
  readonly palette: Palette;
  /** In the order of the request; a cancelled job holds only what was finished. */
  readonly files: readonly FileOutcome[];
  readonly wasCancelled: boolean;
  /** Files that an earlier run had already done and that were not done again. */
  readonly resumedFiles: number;
}
