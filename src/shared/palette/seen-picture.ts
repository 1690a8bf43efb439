import type { ColourKeys } from './colour-keys.ts';
import type { ColourStatistics } from './colour-statistics.ts';
import type { Triple } from './file-evidence.ts';

/** A picture with all that was counted in it. */
export interface SeenPicture {
  readonly keys: Pick<ColourKeys, 'distinct' | 'hasSoftAlpha' | 'width' | 'height'>;
  readonly statistics: readonly ColourStatistics[];
  /** Red, green and blue of a key, or three times the grey level. */
  readonly channelsOf: (key: number) => Triple;
  /** Whether a colour is a blend of two others, off the straight line by at most `slack` levels. */
  readonly isBlend: (key: number, ends: readonly [number, number], slack: number) => boolean;
}
