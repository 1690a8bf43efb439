import { originOf } from './camera.ts';
import type { Damage } from './frame.ts';
import type { PixelRect, PixelSize } from './mask-source.ts';
import { BORDER_PX } from './screen-maps.ts';
import { union } from './texture-pool.ts';
import type { Camera } from './viewer.ts';

/** What both ask to be drawn anew. */
export function mergeDamage(a: Damage | undefined, b: Damage): Damage {
  if (a === undefined || a.kind === b.kind) {
    return a?.kind === 'part' && b.kind === 'part' ? { kind: 'part', rect: union(a.rect, b.rect) } : b;
  }
  return { kind: 'all' };
}

/** The part of the view that shows a rectangle of a level, with the pixels whose outline it may change; undefined if none. */
export function damageOf(
  rect: PixelRect,
  level: number,
  { camera, size }: { readonly camera: Camera; readonly size: PixelSize },
): Damage | undefined {
  const origin = originOf(camera, size);
  const scale = camera.scale * 2 ** level;
  const x = Math.max(0, Math.floor(origin.x + rect.x * scale) - BORDER_PX - 1);
  const y = Math.max(0, Math.floor(origin.y + rect.y * scale) - BORDER_PX - 1);
  const right = Math.min(size.width, Math.ceil(origin.x + (rect.x + rect.width) * scale) + BORDER_PX + 1);
  const bottom = Math.min(size.height, Math.ceil(origin.y + (rect.y + rect.height) * scale) + BORDER_PX + 1);
  if (right <= x || bottom <= y) return undefined;
  return { kind: 'part', rect: { x, y, width: right - x, height: bottom - y } };
}
