/** The largest difference of two colours in a channel. */
export function channelDistance(a: readonly number[], b: readonly number[]): number {
  let most = 0;
  for (let channel = 0; channel < a.length; channel++) {
    const difference = Math.abs(a[channel] - b[channel]);
    if (difference > most) most = difference;
  }
  return most;
}
