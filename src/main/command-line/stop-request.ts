import { exitCodes, type ExitCode } from './exit-codes.ts';

const EXIT_CODES = {
  SIGINT: exitCodes.interrupted,
  SIGTERM: exitCodes.terminated,
  SIGHUP: exitCodes.hungUp,
} as const;
type StopSignal = keyof typeof EXIT_CODES;

/**
 * One Ctrl-C arrives several times where npm and the launcher stand between, for each passes it on; only one that comes
 * later than this is a second one.
 */
const SAME_REQUEST_MS = 1500;

/** The wish of the person, or of the system, that the command ends. */
export interface StopRequest {
  readonly signal: AbortSignal;
  /** Exit code that the wish calls for; undefined while there is none. */
  readonly exitCode: ExitCode | undefined;
}

/**
 * Turns Ctrl-C and the signals to end into a request to stop, so that files at work are finished or left out whole; the
 * second one ends the process at once.
 */
export function listenForStop(onRequest: () => void): StopRequest {
  const controller = new AbortController();
  let exitCode: ExitCode | undefined;
  let requestedAt = 0;
  const stop = (name: StopSignal) => {
    if (exitCode === undefined) {
      exitCode = EXIT_CODES[name];
      requestedAt = performance.now();
      onRequest();
      controller.abort();
    } else if (performance.now() - requestedAt > SAME_REQUEST_MS) process.exit(exitCode);
  };
  // Object.keys forgets the key type; EXIT_CODES is a literal with no further keys.
  for (const name of Object.keys(EXIT_CODES) as StopSignal[]) process.on(name, stop);
  stopWithLauncher(() => {
    stop('SIGHUP');
  });
  return {
    signal: controller.signal,
    get exitCode() {
      return exitCode;
    },
  };
}

/** The launcher holds a channel to the process that works for it; it breaks where the launcher is killed. */
function stopWithLauncher(stop: () => void): void {
  if (process.channel === undefined) return;
  process.once('disconnect', stop);
  // A listener would otherwise keep a process alive that is done.
  process.channel.unref();
}
