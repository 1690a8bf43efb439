/** What `maskmend serve` is asked for. */
export interface ServeOptions {
  readonly port: number;
  readonly open: boolean | undefined;
  readonly last: boolean | undefined;
}
