import { type RefObject, useEffect, useRef } from 'react';
import { usePaintStore } from '../../../state/paint-store.ts';

interface OpenedFocus {
  readonly form: RefObject<HTMLFormElement | null>;
  /** The button that does it. */
  readonly confirmed: RefObject<HTMLButtonElement | null>;
}

/**
 * Whoever opens an operation by a key goes on by keys: its first field has the focus, or, where it has none, the button
 * that does it as soon as that can be used.
 */
export function useOpenedFocus(canConfirm: boolean): OpenedFocus {
  const form = useRef<HTMLFormElement>(null);
  const confirmed = useRef<HTMLButtonElement>(null);
  const openings = usePaintStore((state) => state.openings);
  useEffect(() => {
    (form.current?.querySelector<HTMLElement>('select, input') ?? form.current)?.focus();
  }, [openings]);
  useEffect(() => {
    if (canConfirm && document.activeElement === form.current) confirmed.current?.focus();
  }, [canConfirm, openings]);
  return { form, confirmed };
}
