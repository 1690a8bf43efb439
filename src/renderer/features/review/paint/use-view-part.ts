import { useEffect, useState } from 'react';
import type { Rectangle } from '../../../../shared/edit/edit-operation.ts';
import type { Painting } from './current-painting.ts';

/** Of masks with more pixels a preview tells the part in view: of all of them it would take seconds. */
const MOST_WHOLE_PIXELS = 8_000_000;
/** Pixels a side: the middle of a view that shows more. */
const MOST_SIDE_PX = 2500;
const SETTLE_MS = 250;

/** The part of a large mask that is in view, once the view rests; undefined for masks that are previewed as a whole. */
export function useViewPart(painting: Painting | undefined): Rectangle | undefined {
  const [part, setPart] = useState<Rectangle>();
  useEffect(() => {
    const source = painting?.session.source;
    if (painting === undefined || source === undefined || source.width * source.height <= MOST_WHOLE_PIXELS) {
      setPart(undefined);
      return;
    }
    const read = (): void => {
      setPart(partInView(painting));
    };
    read();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = painting.viewer.on('camera', () => {
      clearTimeout(timer);
      timer = setTimeout(read, SETTLE_MS);
    });
    return () => {
      clearTimeout(timer);
      end();
    };
  }, [painting]);
  return part;
}

function partInView({ viewer, session: { source } }: Painting): Rectangle {
  const { centreX, centreY, scale } = viewer.camera();
  const view = viewer.viewSize();
  const across = stretch(centreX, { seen: view.width / scale, size: source.width });
  const down = stretch(centreY, { seen: view.height / scale, size: source.height });
  return { x: across.start, y: down.start, width: across.length, height: down.length };
}

function stretch(centre: number, { seen, size }: { readonly seen: number; readonly size: number }) {
  const reach = Math.min(seen, MOST_SIDE_PX) / 2;
  const start = Math.max(0, Math.min(size - 1, Math.floor(centre - reach)));
  const end = Math.max(start + 1, Math.min(size, Math.ceil(centre + reach)));
  return { start, length: end - start };
}
