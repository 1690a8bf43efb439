import { useLookStore } from '../../../state/look-store.ts';
import { text } from '../../../strings/text.ts';
import { certificateStates } from '../../../viewer/mask-source.ts';
import { CHANGED_COLOUR, DOUBT_GREEN, PAINTED_COLOUR, STATE_COLOURS } from '../../../viewer/paint-rules.ts';
import css from './legend.module.css';

const states = ['exact', 'near', 'none'] as const;
const doubt = `linear-gradient(to right, rgb(255 0 0), rgb(255 ${DOUBT_GREEN} 0))`;

interface LegendProps {
  readonly hasCertificate: boolean;
  readonly isPainted: boolean;
  readonly originalGain: number;
}

/** What the colours stand for that are laid over the mask in some modes. */
export function Legend({ hasCertificate, isPainted, originalGain }: LegendProps) {
  const mode = useLookStore((state) => state.mode);
  const words = text.look.legend;
  switch (mode) {
    case 'difference':
      return (
        <p className={css.legend}>
          <Mark background={cssColour(CHANGED_COLOUR)} says={words.changed} />
        </p>
      );
    case 'confidence':
      return (
        <p className={css.legend}>
          <Mark background={doubt} says={words.uncertain} />
          {isPainted && <Mark background={cssColour(PAINTED_COLOUR)} says={text.look.painted} />}
          <span>{words.certain}</span>
        </p>
      );
    case 'certificate':
      if (!hasCertificate) return <p className={css.legend}>{text.review.noCertificate}</p>;
      return (
        <p className={css.legend}>
          {states.map((state) => (
            <Mark
              key={state}
              background={cssColour(STATE_COLOURS[certificateStates[state]])}
              says={text.look.legend[state]}
            />
          ))}
          <span>{words.flat}</span>
        </p>
      );
    case 'original':
    case 'wipe':
    case 'blink':
      return originalGain > 1 && <p className={css.legend}>{text.look.brightened(originalGain)}</p>;
    case 'repaired':
      return null;
  }
}

function Mark({ background, says }: { readonly background: string; readonly says: string }) {
  return (
    <span className={css.mark}>
      <span className={css.colour} style={{ background }} />
      {says}
    </span>
  );
}

/** Painters hold colours as 0xBBGGRR. */
function cssColour(packed: number): string {
  return `rgb(${packed & 255} ${(packed >> 8) & 255} ${packed >> 16})`;
}
