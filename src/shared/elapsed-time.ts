// Every place that this code runs in has it; the language's own types do not.
declare const performance: { now(): number };

/** Milliseconds since some moment in the past: a clock that never goes back, unlike that of the day. */
export function elapsedMs(): number {
  return performance.now();
}
