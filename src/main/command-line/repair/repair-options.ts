import type { RepairPreset } from '../../../shared/search/search-preset.ts';
import type { Shard } from '../../services/repair/run-part.ts';
import type { CommonOptions } from '../common-options.ts';

/** What `maskmend repair` is asked for. */
export interface RepairOptions extends CommonOptions {
  readonly out: string;
  readonly palette: string | undefined;
  readonly format: 'indexed' | 'grey' | 'rgb';
  readonly preset: RepairPreset;
  readonly objects: 'auto' | 'yes' | 'no';
  readonly report: string | undefined;
  readonly confidence: string | undefined;
  readonly project: string | undefined;
  readonly overwrite: boolean | undefined;
  readonly strict: boolean | undefined;
  readonly filesFrom: string | undefined;
  readonly root: string | undefined;
  readonly shard: Shard | undefined;
  readonly part: string | undefined;
  readonly resume: boolean | undefined;
}
