import { useMemo } from 'react';
import type { ObjectRow } from '../../../../shared/contract/object-schemas.ts';
import type { ReviewMask } from '../../../../shared/contract/review-schemas.ts';
import { NO_OBJECT } from '../../../../shared/model/segment.ts';
import { objectColours } from '../../../../shared/objects/object-colours.ts';
import { useLookStore } from '../../../state/look-store.ts';
import { selectedIn, useObjectStore } from '../../../state/object-store.ts';
import { usePaintStore } from '../../../state/paint-store.ts';
import type { ClassLook } from '../../../viewer/look.ts';
import type { MaskSource } from '../../../viewer/mask-source.ts';
import type { ReviewSource } from '../look/review-source.ts';
import { objectSourceOf } from './object-source.ts';
import { useObjects } from './use-objects.ts';

/** What the viewer is to show of objects. */
export interface ObjectView {
  readonly source: MaskSource;
  readonly looks: readonly ClassLook[];
  readonly objects: readonly ObjectRow[];
}

const NO_OBJECT_COLOUR = 0x3c4046;
/** Of what is not selected, while something is. */
const UNSELECTED_OPACITY = 0.3;

/** Undefined where the mask knows no objects, or its classes are to be seen. */
export function useObjectView(mask: ReviewMask, source: ReviewSource): ObjectView | undefined {
  const objects = useObjects(mask);
  const isWanted = usePaintStore((state) => state.showsObjects) && mask.hasObjects;
  const outlinePx = useLookStore((state) => state.outlinePx);
  const selected = useObjectStore((state) => selectedIn(state, mask.row.id));
  const looks = useMemo(() => looksOf(objects, { selected, outlinePx }), [objects, selected, outlinePx]);
  return useMemo(
    () => (isWanted ? { source: objectSourceOf(source), looks, objects } : undefined),
    [isWanted, source, looks, objects],
  );
}

interface LookOptions {
  readonly selected: readonly number[];
  readonly outlinePx: number;
}

function looksOf(objects: readonly ObjectRow[], { selected, outlinePx }: LookOptions): readonly ClassLook[] {
  const chosen = new Set(selected);
  const plain = { isVisible: true, isSolo: false, outlinePx, pattern: 'none', isLocked: false } as const;
  const looks = [...objectColours(objects)].map(([number, [red, green, blue]]) => {
    const colour = (red << 16) | (green << 8) | blue;
    const opacity = chosen.size === 0 || chosen.has(number) ? 1 : UNSELECTED_OPACITY;
    return { ...plain, slot: number, colour, sourceColour: colour, opacity };
  });
  const rest = {
    slot: NO_OBJECT,
    colour: NO_OBJECT_COLOUR,
    sourceColour: NO_OBJECT_COLOUR,
    opacity: UNSELECTED_OPACITY,
  };
  return [{ ...plain, ...rest }, ...looks];
}
