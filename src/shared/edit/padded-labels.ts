import type { EditWindow, WindowLabels } from './edit-window.ts';

/** For each row of a disc, from the top, how far it reaches to either side of its middle. */
export function discReaches(radius: number): readonly number[] {
  return Array.from({ length: 2 * radius + 1 }, (_, row) => {
    // Half a pixel more than the radius, or a disc of radius 1 would be a cross.
    return Math.floor(Math.sqrt(radius * radius + radius - (row - radius) ** 2));
  });
}

/** The window with its border carried on, so that a disc lies inside it wherever its middle is. */
export interface PaddedLabels {
  readonly labels: WindowLabels;
  readonly stride: number;
  readonly radius: number;
}

export function padLabels({ width, height, labels }: EditWindow, radius: number): PaddedLabels {
  const stride = width + 2 * radius;
  const size = stride * (height + 2 * radius);
  const padded = labels instanceof Uint8Array ? new Uint8Array(size) : new Uint16Array(size);
  for (let y = 0; y < height; y++) {
    const start = (y + radius) * stride;
    padded.set(labels.subarray(y * width, (y + 1) * width), start + radius);
    padded.fill(labels[y * width], start, start + radius);
    padded.fill(labels[(y + 1) * width - 1], start + radius + width, start + stride);
  }
  const last = (height + radius - 1) * stride;
  for (let y = 0; y < radius; y++) {
    padded.copyWithin(y * stride, radius * stride, (radius + 1) * stride);
    padded.copyWithin(last + (y + 1) * stride, last, last + stride);
  }
  return { labels: padded, stride, radius };
}
