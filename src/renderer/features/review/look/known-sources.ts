import type { PaletteState } from '../../../../shared/contract/class-schemas.ts';
import type { PictureOwner } from '../../../../shared/contract/picture-urls.ts';
import type { ReviewMask } from '../../../../shared/contract/review-schemas.ts';
import type { SourceRow } from '../../../../shared/contract/source-schemas.ts';
import { ownerOf } from '../../../state/project-store.ts';
import { currentPainting } from '../paint/current-painting.ts';
import { ReviewSource } from './review-source.ts';

/** The mask on screen, its neighbours, and those just left. */
const MOST_KNOWN = 6;

const known = new Map<string, ReviewSource>();

interface SourceParts {
  readonly mask: ReviewMask;
  readonly palette: PaletteState;
  /** Absent until it is known, and where there is none. */
  readonly photo: SourceRow | undefined;
}

/** The one source of a mask as it stands: what was read ahead for it is found again. */
export function sourceOf({ mask, palette, photo }: SourceParts): ReviewSource {
  const owner = ownerOf(mask.row.id);
  const key = [owner.opening, owner.id, mask.row.revision, labelsHash(palette), photo?.id, photo?.revision].join(' ');
  const found = known.get(key);
  const isUsable = found !== undefined && (isShown(found) || found.labelsRevision >= mask.labelsRevision);
  const source = isUsable ? found : make(owner, { mask, palette, photo });
  known.delete(key);
  known.set(key, source);
  const [oldest] = known.keys();
  if (known.size > MOST_KNOWN && oldest !== undefined) known.delete(oldest);
  return source;
}

// The mask on screen is kept true by its session, which knows what of it is still being saved.
const isShown = (source: ReviewSource): boolean => currentPainting()?.session.source === source;

// Colours and names change no label; a merge, an added or a removed class may.
function labelsHash({ classes }: PaletteState): string {
  return classes
    .map(({ slot }) => slot)
    .sort((a, b) => a - b)
    .join();
}

function make(owner: PictureOwner, { mask, palette, photo }: SourceParts): ReviewSource {
  const mostSlot = Math.max(0, ...palette.classes.map(({ slot }) => slot), ...mask.classes.map(({ slot }) => slot));
  return new ReviewSource({ owner, mask, mostSlot, photo, paletteRevision: palette.revision });
}
