import { between, type Random } from './seeded-random.ts';

export type Point = readonly [x: number, y: number];

/** A set of points of the picture plane; x right, y down, pixel (i, j) covers [i, i+1) x [j, j+1). */
export interface Region {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly contains: (x: number, y: number) => boolean;
}

export function polygon(...corners: readonly Point[]): Region {
  const contains = (x: number, y: number): boolean => {
    let isInside = false;
    corners.forEach(([ax, ay], index) => {
      const [bx, by] = corners[(index + 1) % corners.length] ?? [ax, ay];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) isInside = !isInside;
    });
    return isInside;
  };
  return { ...boundsOf(corners, 0), contains };
}

export function rectangle(left: number, top: number, width: number, height: number): Region {
  return polygon([left, top], [left + width, top], [left + width, top + height], [left, top + height]);
}

/** An ellipse, turned clockwise by `angle` radians. */
export function ellipse(centre: Point, radii: Point, angle = 0): Region {
  const [cx, cy] = centre;
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const contains = (x: number, y: number): boolean => {
    const along = ((x - cx) * cos + (y - cy) * sin) / radii[0];
    const across = ((y - cy) * cos - (x - cx) * sin) / radii[1];
    return along * along + across * across <= 1;
  };
  return { ...boundsOf([centre], Math.max(radii[0], radii[1])), contains };
}

/** Everything nearer to a line through the points than half its width, which may change from start to end. */
export function band(points: readonly Point[], width: number, endWidth = width): Region {
  const last = points.length - 1;
  const contains = (x: number, y: number): boolean =>
    points.slice(0, last).some((from, index) => {
      const { distance, progress } = nearestOnSegment([x, y], from, points[index + 1]);
      return distance <= (width + ((endWidth - width) * (index + progress)) / last) / 2;
    });
  return { ...boundsOf(points, Math.max(width, endWidth) / 2), contains };
}

/** Points of a quadratic Bezier curve, ends included. */
export function curve(from: Point, control: Point, to: Point, steps = 16): Point[] {
  return Array.from({ length: steps + 1 }, (_, step) => {
    const t = step / steps;
    const at = (axis: 0 | 1) => (1 - t) ** 2 * from[axis] + 2 * t * (1 - t) * control[axis] + t * t * to[axis];
    return [at(0), at(1)];
  });
}

/** A rounded shape whose radius wobbles by the given share. */
export function blob(centre: Point, radii: Point, shape: { wobble: number; random: Random }): Region {
  const waves = [2, 3, 5, 8].map((count) => ({
    count,
    phase: between(shape.random, 0, Math.PI * 2),
    height: (shape.wobble * between(shape.random, 0.5, 1)) / Math.sqrt(count),
  }));
  const contains = (x: number, y: number): boolean => {
    const dx = (x - centre[0]) / radii[0];
    const dy = (y - centre[1]) / radii[1];
    const angle = Math.atan2(dy, dx);
    const radius = waves.reduce((sum, wave) => sum + wave.height * Math.sin(wave.count * angle + wave.phase), 1);
    return Math.hypot(dx, dy) <= radius;
  };
  return { ...boundsOf([centre], Math.max(radii[0], radii[1]) * (1 + 2 * shape.wobble)), contains };
}

/** Everything at or below the height `edge(x)`. */
export function below(edge: (x: number) => number): Region {
  return { left: 0, top: 0, right: Infinity, bottom: Infinity, contains: (x, y) => y >= edge(x) };
}

export function union(...parts: readonly Region[]): Region {
  return {
    left: Math.min(...parts.map((part) => part.left)),
    top: Math.min(...parts.map((part) => part.top)),
    right: Math.max(...parts.map((part) => part.right)),
    bottom: Math.max(...parts.map((part) => part.bottom)),
    contains: (x, y) => parts.some((part) => part.contains(x, y)),
  };
}

function boundsOf(points: readonly Point[], margin: number): Omit<Region, 'contains'> {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  return {
    left: Math.min(...xs) - margin,
    top: Math.min(...ys) - margin,
    right: Math.max(...xs) + margin,
    bottom: Math.max(...ys) + margin,
  };
}

function nearestOnSegment([x, y]: Point, from: Point, to: Point): { distance: number; progress: number } {
  const dx = to[0] - from[0];
  const dy = to[1] - from[1];
  const along = ((x - from[0]) * dx + (y - from[1]) * dy) / (dx * dx + dy * dy || 1);
  const progress = Math.min(1, Math.max(0, along));
  return { distance: Math.hypot(x - from[0] - progress * dx, y - from[1] - progress * dy), progress };
}
