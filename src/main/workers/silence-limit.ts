/** How long work may give no sign of life before it is taken to hang, in ms; MASKMEND_SILENCE_SECONDS says otherwise. */
export function silenceLimitMs(usualMs: number): number {
  const seconds = Number(process.env['MASKMEND_SILENCE_SECONDS']);
  return seconds > 0 ? seconds * 1000 : usualMs;
}
