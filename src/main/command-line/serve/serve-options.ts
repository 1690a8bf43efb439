import type { CommonOptions } from '../common-options.ts';

/** What `maskmend serve` is asked for. */
export interface ServeOptions extends Pick<CommonOptions, 'limit'> {
  readonly port: number;
  readonly open: boolean | undefined;
  readonly last: boolean | undefined;
}
