// What both renderers draw alike: in TypeScript here, in GLSL in shaders.ts, which takes the numbers from here. The render
// tests hold every pixel of one against the other.

/** A screen pixel beside the mask, and one whose tile is not there yet; all else is a slot. */
export const OUTSIDE = 0xffffffff;
export const MISSING = 0xfffffffe;

/** Words are red, green, blue, opacity from the lowest byte up. */
export const CHANGED_COLOUR = 0x8000ff;
/** Of what a person painted, where certainty is shown. */
export const PAINTED_COLOUR = 0xd87a1e;
/** By `certificateStates`; that of `flat` is not used: such a block shows the dimmed mask. */
export const STATE_COLOURS = [0, 0x5aa028, 0x1ea0e6, 0x2f32dc] as const;
export const STATE_ALPHA = 150;
/** Green of a pixel with the least doubt; without certainty it is 0, so that doubt goes from yellow to red. */
export const DOUBT_GREEN = 200;
export const LOCK_ALPHA = 190;

/** A colour laid over another with an opacity of 0..255; whole numbers, so that all machines agree. */
export function mix(under: number, over: number, alpha: number): number {
  const keep = 255 - alpha;
  const red = round255((under & 255) * keep + (over & 255) * alpha);
  const green = round255(((under >> 8) & 255) * keep + ((over >> 8) & 255) * alpha);
  const blue = round255(((under >> 16) & 255) * keep + ((over >> 16) & 255) * alpha);
  return red | (green << 8) | (blue << 16);
}

/** So many times as bright, each component at most 255; without opacity. */
export function brighten(colour: number, gain: number): number {
  const [red, green, blue] = [colour & 255, (colour >> 8) & 255, (colour >> 16) & 255];
  return Math.min(255, red * gain) | (Math.min(255, green * gain) << 8) | (Math.min(255, blue * gain) << 16);
}

/** Rounded division by 255, exact up to 65535. */
function round255(value: number): number {
  const sum = value + 128;
  return (sum + (sum >> 8)) >> 8;
}

/** Grey of the same brightness, neither very dark nor very light: what is laid over it stands out. */
export function dim(colour: number): number {
  const bright = ((colour & 255) * 77 + ((colour >> 8) & 255) * 150 + ((colour >> 16) & 255) * 29) >> 8;
  const grey = 64 + (bright >> 1);
  return grey | (grey << 8) | (grey << 16);
}

/** Whether the pattern's line or dot is at a place; `pattern` as numbered in `classPatterns`. */
export function isInPattern(pattern: number, x: number, y: number): boolean {
  const isRising = ((x + y) & 7) < 2;
  const isFalling = ((x - y) & 7) < 2;
  if (pattern === 1) return isRising;
  if (pattern === 2) return isFalling;
  if (pattern === 3) return (y & 7) < 2;
  if (pattern === 4) return (x & 7) < 2;
  if (pattern === 5) return isRising || isFalling;
  if (pattern === 6) return (x & 7) < 3 && (y & 7) < 3;
  return pattern === 7 && (((x >> 2) ^ (y >> 2)) & 1) === 1;
}

export function isLockDot(x: number, y: number): boolean {
  return (x & 15) < 3 && (y & 15) < 3;
}
