/** `1,234,567`. By hand: `Intl` takes 5 ms of a start to get ready. */
export function formatCount(count: number): string {
  return Math.round(count)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `1 file`, `2 files`, `3 classes`: a count with its noun. */
export function countOf(count: number, noun: string): string {
  const plural = noun.endsWith('s') ? `${noun}es` : `${noun}s`;
  return `${formatCount(count)} ${count === 1 ? noun : plural}`;
}

/** A share as percentage, rounded, but only a whole reads 100 %. */
export function formatShare(part: number, whole: number): string {
  const rounded = Math.round((part / whole) * 1000) / 10;
  return `${(part < whole ? Math.min(rounded, 99.9) : rounded).toString()} %`;
}

/** Milliseconds in the unit that a person would take. */
export function formatDuration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  const seconds = ms / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `${minutes} min ${Math.floor(seconds % 60)} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
