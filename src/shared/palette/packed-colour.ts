import type { Rgb } from '../model/palette.ts';

/** A colour as one number: `red << 16 | green << 8 | blue`. */
export function packColour([red, green, blue]: Rgb): number {
  return (red << 16) | (green << 8) | blue;
}

export function unpackColour(packed: number): Rgb {
  return [packed >>> 16, (packed >>> 8) & 255, packed & 255];
}

/** The channel that starts at bit 16, 8 or 0 of a packed colour. */
function channelAt(packed: number, shift: number): number {
  return (packed >>> shift) & 255;
}

/**
 * Whether a packed colour is a blend of two others: strictly between them in the channel in which they differ most, and
 * off the straight line by at most `slack` levels elsewhere (blends are rounded, or made in linear light).
 */
export function isBlend(colour: number, from: number, to: number, slack: number): boolean {
  let shift = 0;
  let reach = 0;
  for (let candidate = 0; candidate <= 16; candidate += 8) {
    const difference = channelAt(to, candidate) - channelAt(from, candidate);
    if (Math.abs(difference) > Math.abs(reach)) {
      reach = difference;
      shift = candidate;
    }
  }
  const share = (channelAt(colour, shift) - channelAt(from, shift)) / reach;
  return share > 0 && share < 1 && isOnLine(colour, { from, to, share, slack });
}

function isOnLine(colour: number, line: { from: number; to: number; share: number; slack: number }): boolean {
  for (let shift = 0; shift <= 16; shift += 8) {
    const start = channelAt(line.from, shift);
    const straight = start + line.share * (channelAt(line.to, shift) - start);
    if (Math.abs(channelAt(colour, shift) - straight) > line.slack) return false;
  }
  return true;
}
