import type { RepairWarning } from '../model/repair-warning.ts';
import type { LabelMap } from '../mask/label-map.ts';
import type { Palette } from '../model/palette.ts';
import type { Verdict } from '../model/verdict.ts';
import type { BlockCertificate } from '../forward/block-certificate.ts';
import type { CallCrew } from '../search/search-crew.ts';
import type { TellTimeLeft } from '../search/search-outlook.ts';
import type { RepairPreset } from '../search/search-preset.ts';

export interface RepairParameters {
  readonly palette: Palette;
  /** The palette was taken from this very file: no class of it is held to be absent because no area shows it. */
  readonly isOfFile?: boolean;
  /** How much work a JPEG is worth; `exact` where none is named. */
  readonly preset?: RepairPreset;
  /** Brings other threads to the search of a large picture; without it the calling one searches alone. */
  readonly callCrew?: CallCrew | undefined;
  /** Told again and again during a search; not at all before it, nor where nothing is searched. */
  readonly tellTimeLeft?: TellTimeLeft | undefined;
}

/** Pixels that may well be of another class: positions, row-major and ascending, and the slots of those classes. */
export interface AlternativeLabels {
  readonly pixels: Uint32Array;
  readonly slots: Uint16Array;
}

/** What the repair of one mask gives. */
export interface MaskRepair {
  /** Without labels where the verdict is `not-a-mask`: nothing was repaired. */
  readonly labelMap: LabelMap;
  /** One byte per pixel, row-major: 255 = certain, else at most 254, the likelihood times 254. */
  readonly confidence: Uint8Array;
  readonly verdict: Verdict;
  /** Distinct colours (or indices) in the file as other programs decode it. */
  readonly coloursBefore: number;
  /** Pixels whose colour in the file is not exactly that of the class they got. */
  readonly changedPixels: number;
  /** Pixels that are not certain. */
  readonly uncertainPixels: number;
  /** Edge blocks whose labels reproduce the file's coefficients exactly. */
  readonly certifiedBlocks: number;
  /** Blocks (MCUs) that are not of one colour throughout; 0 where the file has no blocks. */
  readonly edgeBlocks: number;
  /** The second most likely classes of pixels in doubt; absent where the search kept none. */
  readonly alternative?: AlternativeLabels | undefined;
  /** Absent where the file has no blocks. */
  readonly blocks?: BlockCertificate | undefined;
  /** Classes present in the label map, by slot. */
  readonly classes: readonly { readonly slot: number; readonly pixels: number }[];
  readonly warnings: readonly RepairWarning[];
}
