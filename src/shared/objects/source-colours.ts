import type { Rgb } from '../model/palette.ts';
import type { Segment } from '../model/segment.ts';

/** What files of objects show where there is none: black, and the border that VOC draws. */
export const freeColours: Readonly<Record<'background' | 'void', Rgb>> = {
  background: [0, 0, 0],
  void: [224, 224, 192],
};

interface Roles {
  readonly background: number | undefined;
  readonly void: number | undefined;
}

/**
 * The classes of a mask by the colours that stand for them in its file, where these are objects' colours; undefined where
 * the file tells objects by no colours.
 */
export function objectSourceColours(
  segments: readonly Segment[],
  roles: Roles,
): { readonly slot: number; readonly rgb: Rgb }[] | undefined {
  const own = segments.flatMap(({ slot, sourceRgb }) => (sourceRgb === undefined ? [] : [{ slot, rgb: sourceRgb }]));
  if (own.length === 0) return undefined;
  const free = (['background', 'void'] as const).flatMap((role) => {
    const slot = roles[role];
    return slot === undefined ? [] : [{ slot, rgb: freeColours[role] }];
  });
  return [...free, ...own];
}
