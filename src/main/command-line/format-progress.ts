import type { JobProgress } from '../jobs/job-progress.ts';
import { formatCount, formatDuration } from './format-numbers.ts';

const BAR_WIDTH = 24;
const STAGES = {
  scanning: 'searching',
  inspecting: 'reading',
  repairing: 'repairing',
  writing: 'writing',
  checking: 'reading back',
  editing: 'editing',
  measuring: 'measuring',
} as const satisfies Record<JobProgress['stage'], string>;

/** A line of progress that fits into a terminal of so many columns. */
export function formatProgress(progress: JobProgress, columns: number): string {
  const { stage, done, total, etaMs } = progress;
  const filled = total === 0 ? 0 : Math.floor((BAR_WIDTH * done) / total);
  const bar = `[${'#'.repeat(filled)}${'-'.repeat(BAR_WIDTH - filled)}]`;
  const rest = etaMs === undefined || done === total ? '' : `, about ${formatDuration(etaMs)} left`;
  const text = `${STAGES[stage]} ${bar} ${formatCount(done)} of ${formatCount(total)}${rest}`;
  // A line as wide as the terminal would wrap, and could not be cleared.
  return text.slice(0, Math.max(columns - 1, 0));
}
