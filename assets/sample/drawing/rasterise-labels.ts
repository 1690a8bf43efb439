import { classIndexOf } from '../sample-palette.ts';
import type { Scene, Stroke } from './scene.ts';

/** The exact mask of a scene: per pixel the index of the class of the topmost labelled stroke at its centre. */
export function rasteriseLabels(scene: Scene): Uint8Array {
  const labels = new Uint8Array(scene.width * scene.height).fill(classIndexOf(scene.ground));
  for (const stroke of scene.strokes) paintLabel(labels, scene, stroke);
  return labels;
}

function paintLabel(labels: Uint8Array, scene: Scene, { region, label }: Stroke): void {
  if (label === undefined) return;
  const index = classIndexOf(label);
  const right = Math.min(scene.width, Math.ceil(region.right));
  const bottom = Math.min(scene.height, Math.ceil(region.bottom));
  for (let y = Math.max(0, Math.floor(region.top)); y < bottom; y += 1) {
    for (let x = Math.max(0, Math.floor(region.left)); x < right; x += 1) {
      if (region.contains(x + 0.5, y + 0.5)) labels[y * scene.width + x] = index;
    }
  }
}
