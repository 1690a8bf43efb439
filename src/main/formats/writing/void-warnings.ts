import type { ExportRemark } from '../../../shared/model/export-remark.ts';
import type { Palette } from '../../../shared/model/palette.ts';

const VOID_INDEX = 255;

type Tools = Extract<ExportRemark, { kind: 'void-not-255' }>['tools'];

/** Told before masks are written whose 255 certain tools leave out, where void has another index, or 255 is a class. */
export function voidWarnings({ classes }: Palette, tools: Tools): ExportRemark[] {
  const last = classes.find(({ index }) => index === VOID_INDEX);
  if (last !== undefined && last.role !== 'void') return [{ kind: 'void-index-taken', class: last.name, tools }];
  const hasVoid = classes.some(({ role }) => role === 'void');
  return last === undefined && hasVoid ? [{ kind: 'void-not-255', tools }] : [];
}
