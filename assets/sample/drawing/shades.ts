import { cloudNoise, smoothNoise } from './noise.ts';
import type { Light, Shade } from './scene.ts';

export function mixLight(from: Light, to: Light, share: number): Light {
  const part = Math.min(1, Math.max(0, share));
  return [from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part, from[2] + (to[2] - from[2]) * part];
}

export function dim(light: Light, factor: number): Light {
  return [light[0] * factor, light[1] * factor, light[2] * factor];
}

export function plain(light: Light): Shade {
  return () => light;
}

/** From one light to another between two heights. */
export function fade(from: { y: number; light: Light }, to: { y: number; light: Light }): Shade {
  return (_, y) => mixLight(from.light, to.light, (y - from.y) / (to.y - from.y));
}

/** From one light to another between two columns: what makes a cylinder of a pole. */
export function across(from: { x: number; light: Light }, to: { x: number; light: Light }): Shade {
  return (x) => mixLight(from.light, to.light, (x - from.x) / (to.x - from.x));
}

/** A shade made uneven: `size` is the width of the unevenness in pixels, `strength` its height as a share of the light. */
export function rough(shade: Shade, grain: { size: number; strength: number; seed: number }): Shade {
  return (x, y, under) =>
    dim(shade(x, y, under), 1 + grain.strength * cloudNoise(x / grain.size, y / grain.size, grain.seed));
}

/** Dark and bright leaves over one another. */
export function leafy(light: Light, leafPx: number, seed: number): Shade {
  return (x, y) => {
    const clump = smoothNoise(x / (leafPx * 4), y / (leafPx * 4), seed);
    const leaf = smoothNoise(x / leafPx, y / leafPx, seed + 7);
    return dim(light, 1 + 0.3 * clump + 0.35 * leaf);
  };
}

/** What lies there, darker. */
export function shadow(factor: number): Shade {
  return (_x, _y, under) => dim(under, factor);
}

/** What lies there, seen through a coloured film of the given share. */
export function film(light: Light, share: number): Shade {
  return (_x, _y, under) => mixLight(under, light, share);
}
