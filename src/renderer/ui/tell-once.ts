import { explain } from '../strings/explain.ts';
import { tell } from './tell.tsx';

const SILENT_MS = 5000;
let lastAt = -Infinity;

/** Tells of a failure that comes in swarms: of the first, and no more for some seconds. */
export function tellOnce(title: string, error: unknown): void {
  const now = performance.now();
  if (now - lastAt < SILENT_MS) return;
  lastAt = now;
  tell({ level: 'error', title, text: explain(error) });
}
