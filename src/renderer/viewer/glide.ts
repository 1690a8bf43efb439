import { betweenCameras } from './camera.ts';
import type { Camera } from './viewer.ts';

const GLIDE_MS = 240;

/** A camera under way. */
export interface Glide {
  readonly from: Camera;
  readonly to: Camera;
  readonly startMs: number;
}

/** Whether the person asked for as little motion as can be. */
export function isMotionUnwanted(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}

/** Where the camera is now, and whether it has arrived. */
export function glideAt({ from, to, startMs }: Glide, nowMs: number): { camera: Camera; isOver: boolean } {
  const share = Math.min(1, Math.max(0, (nowMs - startMs) / GLIDE_MS));
  if (share === 1) return { camera: to, isOver: true };
  return { camera: betweenCameras(from, to, 1 - (1 - share) ** 3), isOver: false };
}
