interface ToldLabels {
  readonly mask: number;
  readonly labelsRevision: number;
}

type Listener = (told: ToldLabels) => void;

const listeners = new Set<Listener>();

/** Hears of every change of labels, from whichever window; gives what ends that. */
export function onLabels(listener: Listener): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

export function tellLabels(told: ToldLabels): void {
  for (const listener of listeners) listener(told);
}
