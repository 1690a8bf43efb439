import { givenArguments, nameWorkingFolder } from './command-line/given-arguments.ts';
import { runCommandLine } from './command-line/run-command-line.ts';
import { listenForStop } from './command-line/stop-request.ts';

for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // A reader that has gone (`maskmend inspect masks | head`) is no failure of the work.
    if (error.code !== 'EPIPE') throw error;
  });
}

nameWorkingFolder();
process.exitCode = await runCommandLine(givenArguments(), {
  stdout: process.stdout,
  stderr: process.stderr,
  listenForStop,
});
