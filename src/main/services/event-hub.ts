import type { AppEvent } from '../../shared/contract/events.ts';

export type EventListener = (event: AppEvent) => void;

/** Carries what the services tell to every window and tab. */
export class EventHub {
  readonly #listeners = new Set<EventListener>();

  emit(event: AppEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  /** Ends with the function that it gives back. */
  subscribe(listener: EventListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
