import { setImmediate } from 'node:timers/promises';
import { exitCodes } from './command-line/exit-codes.ts';
import { givenArguments, nameWorkingFolder } from './command-line/given-arguments.ts';
import { runCommandLine } from './command-line/run-command-line.ts';
import { listenForStop } from './command-line/stop-request.ts';
import { keepFileThreadsAwake } from './file-system.ts';

/** Why nobody can read what this command tells. */
let lostOutput: string | undefined;

for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // A reader that has gone (`maskmend inspect masks | head`) is no failure of the work.
    if (error.code !== 'EPIPE') lostOutput ??= error.code === 'ENOSPC' ? 'the disk is full' : error.message;
  });
}

nameWorkingFolder();
keepFileThreadsAwake();
/** The launcher waits for it, and tells of a package that is not there. */
export const finished = run();

async function run(): Promise<void> {
  const exitCode = await runCommandLine(givenArguments(), {
    stdout: process.stdout,
    stderr: process.stderr,
    listenForStop,
  });
  // The streams tell of their failure a moment later.
  await setImmediate();
  if (lostOutput !== undefined) process.stderr.write(`maskmend: what it tells cannot be written: ${lostOutput}\n`);
  process.exitCode = lostOutput !== undefined && exitCode === exitCodes.done ? exitCodes.someFailed : exitCode;
}
