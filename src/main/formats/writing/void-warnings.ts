import type { Palette } from '../../../shared/model/palette.ts';

const VOID_INDEX = 255;

/** Told before masks are written whose 255 certain tools leave out, where void has another index, or 255 is a class. */
export function voidWarnings({ classes }: Palette, tools: string): string[] {
  const last = classes.find(({ index }) => index === VOID_INDEX);
  if (last !== undefined && last.role !== 'void')
    return [`${last.name} has index 255, which ${tools} leave out as void; --index gives it another one`];
  const hasVoid = classes.some(({ role }) => role === 'void');
  return last === undefined && hasVoid
    ? [`void is not index 255, which ${tools} leave out; --void 255 makes it so`]
    : [];
}
