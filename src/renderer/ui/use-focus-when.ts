import { type RefObject, useEffect, useRef } from 'react';

/** Gives an element the focus as soon as it can be used: one that is still disabled takes none. */
export function useFocusWhen<T extends HTMLElement>(isUsable: boolean): RefObject<T | null> {
  const element = useRef<T>(null);
  useEffect(() => {
    if (isUsable) element.current?.focus();
  }, [isUsable]);
  return element;
}
