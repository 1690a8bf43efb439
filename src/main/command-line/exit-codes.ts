/** What the command's exit code tells a script. */
export const exitCodes = {
  /** Every file was processed, even if some need a look. */
  done: 0,
  nothingDone: 1,
  someFailed: 2,
  /** With --strict only. */
  needsLook: 3,
  usage: 64,
  /** 128 and the number of the signal, as shells have it. */
  hungUp: 129,
  interrupted: 130,
  terminated: 143,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** For the end of every command's help. */
export const exitCodeHelp = [
  'Exit codes:',
  '  0   every file was processed',
  '  1   nothing could be done',
  '  2   some files failed',
  '  64  wrong usage',
  '  69  the runtime is too old or incomplete',
  '  130 stopped by Ctrl-C',
].join('\n');

/** The exit code of a command that has worked through files. */
export function exitCodeOf({ files, failed }: { readonly files: number; readonly failed: number }): ExitCode {
  if (failed === 0) return exitCodes.done;
  return failed === files ? exitCodes.nothingDone : exitCodes.someFailed;
}
