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

/** What the exit codes of a command mean, for the end of its help; the meanings of some may be its own. */
export function describeExitCodes(own: Readonly<Record<number, string>> = {}): string {
  const meanings = { ...COMMON_MEANINGS, ...own };
  return ['Exit codes:', ...Object.entries(meanings).map(([code, text]) => `  ${code.padEnd(3)} ${text}`)].join('\n');
}

// In the order of the codes, as objects keep keys that are numbers.
const COMMON_MEANINGS = {
  [exitCodes.done]: 'every file was processed',
  [exitCodes.nothingDone]: 'nothing could be done',
  [exitCodes.someFailed]: 'some files failed',
  [exitCodes.usage]: 'wrong usage',
  69: 'the runtime is too old or incomplete',
  [exitCodes.interrupted]: 'stopped by Ctrl-C',
};

/** The exit code of a command that has worked through files. */
export function exitCodeOf({ files, failed }: { readonly files: number; readonly failed: number }): ExitCode {
  if (failed === 0) return exitCodes.done;
  return failed === files ? exitCodes.nothingDone : exitCodes.someFailed;
}
