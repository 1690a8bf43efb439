import type { ObjectAct, ObjectPreview } from '../../../../shared/contract/object-schemas.ts';
import type { Rgb } from '../../../../shared/model/palette.ts';
import { call } from '../../../api/client.ts';
import { tryObjects } from '../../../state/object-store.ts';
import { currentPainting, type Painting } from '../paint/current-painting.ts';
import type { LabelPreview } from '../paint/label-preview.ts';
import { useShownPreview } from '../paint/use-shown-preview.ts';

/** A pointer that goes over all buttons wants none of it. */
const SETTLE_MS = 150;

/** What is to be shown. */
export interface Tried {
  readonly act: ObjectAct;
  /** The colour of the class that the act gives. */
  readonly rgb?: Rgb;
}

/** Shows in the picture what an act would do, for as long as it is given; `keep` leaves it there, up to its patch. */
export function useObjectPreview(mask: number, tried: Tried | undefined) {
  const shown = currentPainting();
  const painting = tried === undefined || shown?.session.source.id !== mask ? undefined : shown;
  const { isLooking, preview, ...rest } = useShownPreview<Tried, ObjectPreview>({
    painting,
    asked: tried,
    settleMs: SETTLE_MS,
    show: async (asked, on, signal) => (painting === undefined ? undefined : show(painting, { asked, on }, signal)),
    onEnd: () => {
      tryObjects(undefined);
    },
  });
  // Of another act nothing is said.
  return { ...rest, preview: isLooking ? undefined : preview };
}

interface Shown {
  readonly asked: Tried;
  readonly on: LabelPreview;
}

async function show(
  { session, viewer }: Painting,
  { asked: { act, rgb }, on }: Shown,
  signal: AbortSignal,
): Promise<ObjectPreview | undefined> {
  const mask = session.source.id;
  const preview = await call('objects.preview', { id: mask, act });
  if (signal.aborted) return undefined;
  const isOfObjects = viewer.source() !== session.source;
  // First how it is drawn: what is made has no look yet.
  tryObjects({ mask, act, rgb, made: preview.made });
  return (await on.show(isOfObjects ? preview.numbers : preview.labels, signal)) ? preview : undefined;
}
