/** Smooth noise of a place: about -1..1, features about one unit wide, the same for the same seed. */
export function smoothNoise(x: number, y: number, seed: number): number {
  const left = Math.floor(x);
  const top = Math.floor(y);
  const u = ease(x - left);
  const v = ease(y - top);
  const upper = mix(latticeValue(left, top, seed), latticeValue(left + 1, top, seed), u);
  const lower = mix(latticeValue(left, top + 1, seed), latticeValue(left + 1, top + 1, seed), u);
  return mix(upper, lower, v);
}

/** Four octaves of smooth noise: what clouds, soil and plaster look like. */
export function cloudNoise(x: number, y: number, seed: number): number {
  let sum = 0;
  for (let octave = 0; octave < 4; octave += 1) {
    const scale = 2 ** octave;
    sum += smoothNoise(x * scale, y * scale, seed + octave * 101) / scale;
  }
  return sum / 1.875;
}

function latticeValue(x: number, y: number, seed: number): number {
  let hash = Math.imul(x, 0x27d4eb2d) ^ Math.imul(y, 0x165667b1) ^ Math.imul(seed, 0x9e3779b1);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2147483648 - 1;
}

function ease(t: number): number {
  return t * t * (3 - 2 * t);
}

function mix(from: number, to: number, share: number): number {
  return from + (to - from) * share;
}
