import type { ExitCode } from './exit-codes.ts';
import type { Screen } from './screen.ts';
import type { StopRequest } from './stop-request.ts';

/** What a command works with besides its arguments. */
export interface CommandContext {
  readonly screen: Screen;
  /** Asks to be told of the person's wish to stop; from then on Ctrl-C no longer ends the process by itself. */
  readonly listenForStop: (onRequest: () => void) => StopRequest;
  /** Takes the exit code of the command that ran. */
  readonly finish: (code: ExitCode) => void;
}
