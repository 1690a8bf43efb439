import type { LossCounts } from '../../../shared/model/export-loss.ts';
import type { ExportRemark } from '../../../shared/model/export-remark.ts';
import type { ErrorData } from '../../../shared/errors.ts';
import type { ReadLimits } from '../../../shared/limits.ts';
import type { Dataset, DatasetProblem } from '../../../shared/model/dataset.ts';
import type { Palette } from '../../../shared/model/palette.ts';
import type { ExportRequest } from '../export-request.ts';
import type { OutputText } from '../format.ts';
import type { ItemRunner } from './item-runner.ts';
import type { ItemFailure } from './survey-items.ts';

/** What an export works with. */
export interface ExportWork {
  readonly limits: ReadLimits;
  readonly run: ItemRunner;
  /** Reads the finished export back. */
  readonly reopen: (path: string, format: string) => Promise<Dataset>;
  /** Told before anything is written. */
  readonly onForecast: (forecast: ExportForecast) => void;
  /** Told when all is written and the dataset let go of, before it is read back. */
  readonly onWritten?: () => void;
  /** Further texts for the export's root, made when all masks are written. */
  readonly describe?: ((written: readonly WrittenMask[]) => Promise<readonly OutputText[]>) | undefined;
}

/** What became of one item. */
export interface WrittenMask {
  /** Place of the item in the dataset. */
  readonly place: number;
  readonly error?: ErrorData | undefined;
  /** Files that hold the mask alone, POSIX paths below the export's root; empty where it failed. */
  readonly files: readonly { readonly path: string; readonly sha256: string }[];
}

/** What will be written and what the format cannot hold. */
export interface ExportForecast {
  readonly palette: Palette;
  readonly masks: number;
  /** Pixels of objects that lie under others: later ones are above earlier ones, crowds below all. */
  readonly overlapPixels: number;
  /** What is lost, with counts. */
  readonly losses: LossCounts;
  readonly warnings: readonly ExportRemark[];
}

export interface ExportOutcome extends ExportForecast {
  /** Masks written; more than were read where pieces or turns are made of one. */
  readonly written: number;
  readonly splits: Readonly<Record<string, number>>;
  readonly failures: readonly ItemFailure[];
  /** Problems of the masks as they were read. */
  readonly problems: readonly DatasetProblem[];
  readonly notes: readonly ExportRemark[];
  /** Names of masks that did not read back as they were written; undefined where the format cannot be read back. */
  readonly differing: readonly string[] | undefined;
  /** Masks that were read back and compared: without those of which the files tell too little. */
  readonly compared: number;
}

/** What is exported, and how. */
export interface ExportStart {
  readonly dataset: Dataset;
  readonly request: ExportRequest;
}
