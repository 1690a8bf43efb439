import type { CommonOptions } from '../common-options.ts';

/** What `maskmend stats` is asked for. */
export interface StatsOptions extends CommonOptions {
  readonly palette: string | undefined;
  readonly tiny: number;
  readonly neighbours: '4' | '8';
  readonly csv: string | undefined;
  readonly pairsCsv: string | undefined;
  readonly overwrite: boolean | undefined;
}
