import { band, blob, curve, union, type Point, type Region } from '../drawing/region.ts';
import type { Light, Stroke } from '../drawing/scene.ts';
import { leafy, plain } from '../drawing/shades.ts';
import { between, type Random } from '../drawing/seeded-random.ts';

interface Tree {
  /** Where the trunk leaves the ground. */
  readonly foot: Point;
  readonly height: number;
  readonly random: Random;
}

/** A tree in leaf: trunk, and a crown of overlapping clumps. */
export function leafyTree({ foot: [x, y], height, random }: Tree, light: Light): Stroke[] {
  const clumps = Array.from({ length: 9 }, (_, index) => {
    const angle = (index / 9) * Math.PI * 2;
    const reach = index === 0 ? 0 : height * 0.19;
    const centre: Point = [x + reach * Math.cos(angle), y - height * 0.66 + reach * 0.9 * Math.sin(angle)];
    const size = height * between(random, 0.13, 0.19);
    return blob(centre, [size, size * 0.9], { wobble: 0.13, random });
  });
  const trunk = band(
    [
      [x, y],
      [x - height * 0.01, y - height * 0.5],
    ],
    height * 0.06,
    height * 0.03,
  );
  return [
    { region: trunk, label: 'vegetation', shade: plain([84, 66, 52]) },
    { region: union(...clumps), label: 'vegetation', shade: leafy(light, Math.max(1.5, height / 60), Math.round(x)) },
  ];
}

/** A tree without leaves: every branch forks into two thinner ones, down to one pixel. */
export function bareTree({ foot, height, random }: Tree): Stroke[] {
  const branches: Region[] = [];
  growBranch({ from: foot, angle: -Math.PI / 2, length: height * 0.32, width: height * 0.045 }, random, branches);
  return branches.map((region) => ({ region, label: 'vegetation', shade: plain([74, 60, 50]) }));
}

interface Branch {
  readonly from: Point;
  readonly angle: number;
  readonly length: number;
  readonly width: number;
}

function growBranch({ from, angle, length, width }: Branch, random: Random, branches: Region[]): void {
  if (length < 5) return;
  const bend = angle + between(random, -0.18, 0.18);
  const middle: Point = [from[0] + (length / 2) * Math.cos(angle), from[1] + (length / 2) * Math.sin(angle)];
  const to: Point = [middle[0] + (length / 2) * Math.cos(bend), middle[1] + (length / 2) * Math.sin(bend)];
  const thin = Math.max(1.1, width * 0.68);
  branches.push(band(curve(from, middle, to, 4), Math.max(1.1, width), thin));
  for (const side of [-1, 1]) {
    const turned = bend + side * between(random, 0.25, 0.6);
    growBranch(
      { from: to, angle: turned, length: length * between(random, 0.66, 0.82), width: thin },
      random,
      branches,
    );
  }
}
