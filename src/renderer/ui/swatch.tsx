import type { ClassPattern } from '../../shared/model/class-marking.ts';
import type { Rgb } from '../../shared/model/palette.ts';
import { formatHex } from '../strings/format.ts';
import css from './swatch.module.css';

interface SwatchProps {
  readonly rgb: Rgb;
  /** Lies over it, for people who do not tell colours apart; absent: none. */
  readonly pattern?: ClassPattern | undefined;
}

/** A class's colour as it stands in the masks. */
export function Swatch({ rgb, pattern }: SwatchProps) {
  return (
    <span
      className={css.swatch}
      style={{ backgroundColor: formatHex(rgb) }}
      data-pattern={pattern}
      data-light={isLight(rgb) || undefined}
      aria-hidden
    />
  );
}

// Luma by BT.601: enough to choose black or white lines.
function isLight([red, green, blue]: Rgb): boolean {
  return 0.299 * red + 0.587 * green + 0.114 * blue > 140;
}
