/** A value of a chart and how many files have it. */
export interface Bar {
  readonly value: string;
  readonly files: number;
  /** How the value is shown; absent: as it is. */
  readonly name?: string;
}
