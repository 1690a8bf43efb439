import { band, curve, ellipse, polygon, rectangle, union, type Point } from '../drawing/region.ts';
import type { Light, Stroke } from '../drawing/scene.ts';
import { dim, fade, plain, shadow } from '../drawing/shades.ts';

interface Car {
  /** Where the tyre at the left meets the road. */
  readonly at: Point;
  readonly length: number;
  readonly paint: Light;
}

/** A car seen from the side, with curved roof, windows, wheels and a shadow under it. */
export function carFromTheSide({ at: [x, y], length, paint }: Car): Stroke[] {
  const put = (along: number, up: number): Point => [x + along * length, y - up * length];
  const roof = curve(put(0.14, 0.26), put(0.4, 0.52), put(0.8, 0.25));
  const shell = union(
    polygon(put(-0.02, 0.08), put(0, 0.22), ...roof, put(1, 0.2), put(1.02, 0.08)),
    ...[0.2, 0.8].map((along) => ellipse(put(along, 0.075), [length * 0.085, length * 0.085])),
  );
  const window = polygon(put(0.22, 0.26), ...curve(put(0.22, 0.27), put(0.4, 0.445), put(0.69, 0.26)));
  const pillar = band([put(0.45, 0.38), put(0.46, 0.25)], length * 0.022);
  const wheel = (along: number) => [
    { region: ellipse(put(along, 0.075), [length * 0.08, length * 0.08]), shade: plain([30, 30, 33]) },
    { region: ellipse(put(along, 0.075), [length * 0.042, length * 0.042]), shade: plain([150, 152, 156]) },
  ];
  const body = fade(
    { y: y - length * 0.4, light: dim(paint, 1.35) },
    { y: y - length * 0.05, light: dim(paint, 0.65) },
  );
  return [
    { region: ellipse(put(0.52, 0), [length * 0.56, length * 0.05]), shade: shadow(0.45) },
    { region: shell, label: 'vehicle', shade: body },
    {
      region: window,
      shade: fade({ y: y - length * 0.4, light: [150, 180, 200] }, { y: y - length * 0.25, light: [40, 52, 66] }),
    },
    { region: pillar, shade: body },
    {
      region: rectangle(put(0.97, 0)[0], y - length * 0.19, length * 0.04, length * 0.04),
      shade: plain([250, 240, 200]),
    },
    ...wheel(0.2),
    ...wheel(0.8),
  ];
}

/** A car seen from behind, as it drives away. */
export function carFromBehind({ at: [x, y], length, paint }: Car): Stroke[] {
  const put = (along: number, up: number): Point => [x + along * length, y - up * length];
  const shell = union(
    polygon(
      put(0, 0.1),
      put(0, 0.42),
      put(0.08, 0.5),
      ...curve(put(0.2, 0.8), put(0.5, 0.88), put(0.8, 0.8)),
      put(0.92, 0.5),
      put(1, 0.42),
      put(1, 0.1),
    ),
    polygon(put(0.06, 0), put(0.06, 0.2), put(0.22, 0.2), put(0.22, 0)),
    polygon(put(0.78, 0), put(0.78, 0.2), put(0.94, 0.2), put(0.94, 0)),
  );
  const lamp = (along: number) => ({
    region: rectangle(put(along, 0)[0], y - length * 0.42, length * 0.14, length * 0.09),
    shade: plain([200, 30, 30]),
  });
  return [
    { region: ellipse(put(0.5, 0), [length * 0.6, length * 0.07]), shade: shadow(0.45) },
    {
      region: shell,
      label: 'vehicle',
      shade: fade({ y: y - length * 0.8, light: dim(paint, 1.3) }, { y, light: dim(paint, 0.45) }),
    },
    {
      region: polygon(put(0.16, 0.52), put(0.26, 0.76), put(0.74, 0.76), put(0.84, 0.52)),
      shade: fade({ y: y - length * 0.76, light: [120, 145, 165] }, { y: y - length * 0.5, light: [36, 44, 56] }),
    },
    {
      region: rectangle(put(0.36, 0)[0], y - length * 0.3, length * 0.28, length * 0.1),
      shade: plain([225, 225, 215]),
    },
    lamp(0.02),
    lamp(0.84),
  ];
}
