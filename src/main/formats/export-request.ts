import type { PixelSize } from '../../shared/mask/runs.ts';
import type { Turn } from '../../shared/mask/turns.ts';
import type { ExportForm } from './format.ts';

/** What becomes of the classes; classes are named, case counts. */
export interface ClassChoices {
  /** New index by old one; all others stay. */
  readonly indices: ReadonlyMap<number, number>;
  /** Classes that become one: the first name of each list is that of the result, which may be new. */
  readonly merges: readonly { readonly into: string; readonly from: readonly string[] }[];
  /** Classes whose pixels are given to void, where there is a void class or `voidAs` makes one, else to the background. */
  readonly dropped: readonly string[];
  /** What void and unassigned pixels become: the void class as it is, the background, or a void class of this index. */
  readonly voidAs: 'keep' | 'background' | number;
  /** As mmsegmentation's `reduce_zero_label`: index 0 becomes 255, every other one less. */
  readonly isZeroReduced: boolean;
}

/** How the items are divided. */
export type SplitChoice =
  | { readonly kind: 'keep' }
  | { readonly kind: 'one'; readonly name: string }
  | {
      readonly kind: 'divide';
      /** Shares that add up to 1, or counts that add up to the number of items. */
      readonly parts: readonly { readonly name: string; readonly size: number }[];
      readonly seed: number;
    };

/** What is done to mask and photo alike, in this order. */
export interface GeometryChoices {
  /** Nearest neighbour for masks. */
  readonly resize?: PixelSize | undefined;
  /** Pieces of this size; the last of a row or column is moved inwards, so that all are whole. */
  readonly tile?: PixelSize | undefined;
  /** One result for each turn. */
  readonly turns: readonly Turn[];
}

export interface ExportRequest {
  readonly format: string;
  /** Absolute path of a folder, or of a zip archive where it ends in `.zip`. */
  readonly out: string;
  readonly form: ExportForm;
  readonly classes: ClassChoices;
  readonly split: SplitChoice;
  readonly geometry: GeometryChoices;
  /** Pattern of names: `{stem}`, `{name}` (its last part), `{split}`, `{n}`. */
  readonly names: string;
  readonly hasPhotos: boolean;
  readonly isOverwriting: boolean;
  /** True where nothing is written: what would be lost is all that is asked for. */
  readonly isDryRun: boolean;
  /** Absolute paths of folders and files that the dataset is made of: nothing is written into them. */
  readonly sources: readonly string[];
  /** Names what is written aside, so that the same export can go on with it after it was stopped; absent: it goes. */
  readonly resumeKey?: string | undefined;
}
