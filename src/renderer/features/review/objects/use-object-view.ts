import type { ProjectClass } from '../../../../shared/contract/class-schemas.ts';
import { useEffect, useMemo } from 'react';
import type { ObjectRow } from '../../../../shared/contract/object-schemas.ts';
import type { ReviewMask } from '../../../../shared/contract/review-schemas.ts';
import { useLookStore } from '../../../state/look-store.ts';
import { selectedIn, useObjectStore } from '../../../state/object-store.ts';
import { offerObjects, usePaintStore } from '../../../state/paint-store.ts';
import type { ClassLook } from '../../../viewer/look.ts';
import type { MaskSource } from '../../../viewer/mask-source.ts';
import type { ReviewSource } from '../look/review-source.ts';
import { areOfOneClass, classLooksOver, hasOwnColours, objectLooks } from './object-looks.ts';
import { objectSourceOf } from './object-source.ts';
import { useObjects } from './use-objects.ts';

/** What the viewer is to show of objects. */
export interface ObjectView {
  readonly source: MaskSource;
  readonly looks: readonly ClassLook[];
  readonly objects: readonly ObjectRow[];
}

/**
 * Undefined where the mask knows no objects, or its classes are to be seen: that is also where the difference is asked
 * for of a file that tells objects by nothing that could differ.
 */
export function useObjectView(mask: ReviewMask, source: ReviewSource): ObjectView | undefined {
  const objects = useObjects(mask);
  const isDifference = useLookStore((state) => state.mode === 'difference');
  const isShown = usePaintStore((state) => state.showsObjects) && mask.hasObjects;
  const isWanted = isShown && (!isDifference || hasOwnColours(objects));
  const isBlot = areOfOneClass(objects);
  useEffect(() => {
    if (isBlot) offerObjects();
  }, [isBlot]);
  const outlinePx = useLookStore((state) => state.outlinePx);
  const selected = useObjectStore((state) => selectedIn(state, mask.row.id));
  const tried = useObjectStore((state) => (state.tried?.mask === mask.row.id ? state.tried : undefined));
  const looks = useMemo(
    () => objectLooks(objects, { selected, outlinePx, tried }),
    [objects, selected, outlinePx, tried],
  );
  return useMemo(
    () => (isWanted ? { source: objectSourceOf(source), looks, objects } : undefined),
    [isWanted, source, looks, objects],
  );
}

/** How classes are drawn over the mask's file, also where that shows objects. */
export function useLooksOver(
  mask: ReviewMask,
  looks: readonly ClassLook[],
  classes: readonly ProjectClass[],
): readonly ClassLook[] {
  const objects = useObjects(mask);
  return useMemo(() => classLooksOver(looks, { classes, objects }), [looks, classes, objects]);
}
