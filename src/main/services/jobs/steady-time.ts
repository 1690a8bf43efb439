/** A new estimate is believed by two thirds after this time. */
const SETTLING_MS = 4000;

/**
 * The time left as a person is told it: it goes down as time passes, and comes near a new estimate over some seconds
 * instead of jumping to it.
 */
export class SteadyTime {
  #endsAt: number | undefined;
  #estimatedAt = 0;

  /** The time left by an estimate made at `now`, both in milliseconds. */
  follow(leftMs: number, now: number): number {
    const estimate = now + leftMs;
    const share = 1 - Math.exp((this.#estimatedAt - now) / SETTLING_MS);
    this.#endsAt = this.#endsAt === undefined ? estimate : this.#endsAt + (estimate - this.#endsAt) * share;
    this.#estimatedAt = now;
    return Math.max(0, this.#endsAt - now);
  }
}
