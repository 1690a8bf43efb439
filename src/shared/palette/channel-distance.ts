/** The largest difference of two colours in a channel. */
export function channelDistance(a: readonly number[], b: readonly number[]): number {
  return a.reduce((most, value, channel) => Math.max(most, Math.abs(value - b[channel])), 0);
}
