/**
 * The commonest label of each pixel's 3 x 3 neighbourhood; the pixel's own where it is as common. `classes` is one more
 * than the largest label.
 */
export function smoothByMode(labels: Uint8Array, width: number, classes: number): Uint8Array {
  const height = labels.length / width;
  const counts = new Uint8Array(classes);
  return labels.map((own, pixel) => {
    const x = pixel % width;
    const y = (pixel - x) / width;
    counts.fill(0);
    let best = own;
    let most = 0;
    for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++) {
      for (let column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++) {
        const label = labels[row * width + column];
        counts[label]++;
        if (counts[label] > most) {
          most = counts[label];
          best = label;
        }
      }
    }
    return counts[own] === most ? own : best;
  });
}
