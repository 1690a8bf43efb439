import { MaskmendError } from '../../shared/errors.ts';
import { silenceLimitMs } from '../workers/silence-limit.ts';
import { lifeShown, openWorkSign, type WorkSign } from '../workers/work-sign.ts';
import { WorkerDeath } from './worker-death.ts';
import type { StopFlag } from './stop-flag.ts';

/** Work that neither ends nor asks whether it shall stop for this long is taken to hang. */
const DEFAULT_SILENCE_MS = 300_000;

/** Watches whether the work on one file goes on. */
export interface LifeSign {
  readonly sign: WorkSign;
  /** The job's own flag; its deadline aborts also where the work is silent for too long. */
  readonly stop: StopFlag;
  /** What was thrown, or that the work hangs where it was ended for that. */
  explain(error: unknown): unknown;
  close(): void;
}

/** `silenceMs` by default: MASKMEND_SILENCE_SECONDS, else five minutes. */
export function openLifeSign(stop: StopFlag, silenceMs = silenceLimitMs(DEFAULT_SILENCE_MS)): LifeSign {
  const sign = openWorkSign();
  const end = new AbortController();
  let isHanging = false;
  // Not AbortSignal.any: what it makes for every file stays with the job's signal until the collector comes round.
  const relay = (): void => {
    end.abort();
  };
  if (stop.deadline.aborted) relay();
  stop.deadline.addEventListener('abort', relay);
  let seen = 0;
  const timer = setInterval(() => {
    const now = lifeShown(sign);
    if (now === seen) {
      isHanging = true;
      end.abort();
    }
    seen = now;
  }, silenceMs);
  timer.unref();
  return {
    sign,
    stop: { ...stop, deadline: end.signal },
    explain: (error) => (isHanging && isCancelled(error) ? silent(silenceMs) : error),
    close: () => {
      clearInterval(timer);
      stop.deadline.removeEventListener('abort', relay);
    },
  };
}

function silent(ms: number): WorkerDeath {
  const seconds = Math.round(ms / 1000);
  return new WorkerDeath('internal', `the work on it hung: no sign of life for ${seconds} seconds`, {
    hint: 'this is a fault of the program; the other files are not touched by it',
  });
}

function isCancelled(error: unknown): boolean {
  return error instanceof MaskmendError && error.code === 'cancelled';
}
