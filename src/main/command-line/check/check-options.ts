import type { CommonOptions } from '../common-options.ts';

/** What `maskmend check` is asked for. */
export type CheckOptions = Pick<CommonOptions, 'limit'>;
