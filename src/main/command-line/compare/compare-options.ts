import type { VoidPolicy } from '../../services/measure/compare-sets.ts';
import type { CommonOptions } from '../common-options.ts';

/** What `maskmend compare` is asked for. */
export interface CompareOptions extends CommonOptions {
  readonly palette: string | undefined;
  readonly void: VoidPolicy;
  readonly allow: number | undefined;
  readonly minIou: number | undefined;
  readonly minClassIou: number | undefined;
  readonly allowMissing: boolean | undefined;
  readonly csv: string | undefined;
  readonly confusionCsv: string | undefined;
  readonly overwrite: boolean | undefined;
}
