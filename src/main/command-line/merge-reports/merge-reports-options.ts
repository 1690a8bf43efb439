/** What `maskmend merge-reports` is asked for. */
export interface MergeReportsOptions {
  readonly json: boolean | undefined;
}
