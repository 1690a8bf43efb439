import { band, ellipse, polygon, union, type Point } from '../drawing/region.ts';
import type { Light, Stroke } from '../drawing/scene.ts';
import { across, dim, plain, rough } from '../drawing/shades.ts';

interface Figure {
  /** Where the feet stand. */
  readonly feet: Point;
  readonly height: number;
  readonly coat: Light;
  /** 1 looks right, -1 looks left. */
  readonly facing: 1 | -1;
}

/** A walking person with a shadow: head, coat, two legs, two arms. */
export function person({ feet: [x, y], height, coat, facing }: Figure): Stroke[] {
  const at = (across_: number, up: number): Point => [x + across_ * height * facing, y - up * height];
  const limb = (width: number, ...points: Point[]) => band(points, width * height, width * height * 0.7);
  const legs = union(
    limb(0.09, at(-0.02, 0.5), at(-0.07, 0.25), at(-0.13, 0.01)),
    limb(0.09, at(0.02, 0.5), at(0.09, 0.26), at(0.1, 0.01)),
  );
  const arms = union(
    limb(0.065, at(-0.07, 0.8), at(-0.13, 0.6), at(-0.09, 0.45)),
    limb(0.065, at(0.07, 0.8), at(0.14, 0.62), at(0.2, 0.53)),
  );
  const torso = polygon(
    at(-0.1, 0.84),
    at(0.09, 0.84),
    at(0.115, 0.66),
    at(0.12, 0.42),
    at(-0.13, 0.42),
    at(-0.115, 0.66),
  );
  const head = ellipse(at(0.01, 0.92), [height * 0.062, height * 0.078]);
  const cloth = (light: Light) => {
    const lit = across(
      { x: x - height * 0.13, light: dim(light, 1.15) },
      { x: x + height * 0.13, light: dim(light, 0.6) },
    );
    return rough(lit, { size: height * 0.06, strength: 0.12, seed: Math.round(x) });
  };
  const hair = ellipse(at(-0.008, 0.945), [height * 0.062, height * 0.06]);
  return [
    {
      region: ellipse([x + height * 0.18, y], [height * 0.3, height * 0.035]),
      shade: (_x, _y, under) => dim(under, 0.6),
    },
    { region: legs, label: 'person', shade: cloth([52, 56, 74]) },
    { region: torso, label: 'person', shade: cloth(coat) },
    { region: arms, label: 'person', shade: cloth(dim(coat, 0.85)) },
    { region: head, label: 'person', shade: plain([214, 166, 138]) },
    { region: hair, label: 'person', shade: plain([66, 48, 38]) },
  ];
}
