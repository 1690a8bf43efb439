/** A class that was taken for one that is called differently. */
export interface TakenForOne {
  readonly class: string;
  readonly as: string;
}
