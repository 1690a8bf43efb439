// Numbers, sizes and times as this language writes them.
const counts = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const shares = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 });
const finest = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 3 });
const dates = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

export const formatCount = (count: number): string => counts.format(count);
export const formatCompact = (count: number): string => compact.format(count);

/** `3 files`, `1 file`. */
export function formatCounted(count: number, one: string, many = `${one}s`): string {
  return `${counts.format(count)} ${count === 1 ? one : many}`;
}

const FINEST_SHARE = 0.00001;
/** Shares are quotients of counts: what is missing by less is their rounding. */
const ROUNDING = 1e-11;

/** 0..1 as percent; small shares keep their digits: what there is is never shown as none, nor what is not all as all. */
export function formatShare(share: number): string {
  if (share > 0 && share < FINEST_SHARE) return `< ${finest.format(FINEST_SHARE)}`;
  if (share > 0.9995 && share < 1) return finest.format(Math.floor((share + ROUNDING) / FINEST_SHARE) * FINEST_SHARE);
  return share < 0.01 ? finest.format(share) : shares.format(share);
}

export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return `${value.toFixed(power === 0 || value >= 100 ? 0 : 1)} ${units[power] ?? ''}`;
}

export function formatDate(timeMs: number): string {
  return dates.format(timeMs);
}

/** Time that has passed: `under a second`, `42 s`, `3 min 10 s`, `2 h 5 min`. */
export function formatDuration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 1) return 'under a second';
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes} min ${seconds % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Steps of a time that is only estimated, in seconds: by the last of these that is no longer than a sixth of it. */
const ESTIMATE_STEPS = [1, 5, 10, 30, 60, 300];

/** A time that is estimated, no finer than an estimate is: `42 s` is `40 s`. */
export function formatEstimate(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  const step = ESTIMATE_STEPS.findLast((candidate) => candidate * 6 <= seconds) ?? 1;
  const rounded = Math.round(seconds / step) * step;
  return rounded >= 60 && rounded % 60 === 0 && rounded < 3600 ? `${rounded / 60} min` : formatDuration(rounded * 1000);
}

export function formatHex(rgb: readonly number[]): string {
  return `#${rgb.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}
