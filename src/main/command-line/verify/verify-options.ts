import type { CommonOptions } from '../common-options.ts';
import type { PictureSize } from '../option-values.ts';

/** What `maskmend verify` is asked for. */
export interface VerifyOptions extends CommonOptions {
  readonly palette: string;
  readonly allow: number;
  readonly positions: boolean | undefined;
  readonly photos: string | undefined;
  readonly size: PictureSize | undefined;
}
