import { Command, CommanderError } from 'commander';
import { MaskmendError } from '../../shared/errors.ts';
import packageFile from '../../../package.json' with { type: 'json' };
import type { CommandContext } from './command-context.ts';
import { checkCommand } from './check/check-command.ts';
import { exitCodes, type ExitCode } from './exit-codes.ts';
import { exportCommand } from './datasets/export-command.ts';
import { importCommand } from './datasets/import-command.ts';
import { inspectCommand } from './inspect/inspect-command.ts';
import { mergeReportsCommand } from './merge-reports/merge-reports-command.ts';
import { paletteCommand } from './palette/palette-command.ts';
import { compareCommand } from './compare/compare-command.ts';
import { describeFailure } from './describe-failure.ts';
import { repairCommand } from './repair/repair-command.ts';
import { Screen, type OutputStream } from './screen.ts';
import { serveCommand } from './serve/serve-command.ts';
import { statsCommand } from './stats/stats-command.ts';
import type { StopRequest } from './stop-request.ts';
import { verifyCommand } from './verify/verify-command.ts';

/** What the command line works with. */
export interface Host {
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly listenForStop: CommandContext['listenForStop'];
}

/** Runs one command, arguments as after `maskmend`, and gives its exit code; every failure is told on standard error. */
export async function runCommandLine(args: readonly string[], host: Host): Promise<ExitCode> {
  const screen = new Screen(host);
  let exitCode: ExitCode = exitCodes.done;
  let stop: StopRequest | undefined;
  const context: CommandContext = {
    screen,
    listenForStop: (onRequest) => (stop = host.listenForStop(onRequest)),
    finish: (code) => {
      exitCode = code;
    },
  };
  try {
    await program(context).parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    // The launcher knows what to say of an incomplete installation.
    if (isMissingModule(error)) throw error;
    return tellFailure(error, screen) ?? stop?.exitCode ?? exitCodes.interrupted;
  }
}

function program(context: CommandContext): Command {
  const main = new Command('maskmend')
    .description('Repairs damaged segmentation masks exactly, and proves it.')
    .version(packageFile.version, '-V, --version', 'show the version')
    .helpOption('-h, --help', 'show this help')
    .helpCommand('help [command]', 'show the help of a command')
    .configureOutput({
      writeOut: (text) => {
        context.screen.printRaw(text);
      },
      writeErr: (text) => {
        context.screen.remark(text.trimEnd());
      },
      outputError: (text, write) => {
        write(text.replace(/^error: /, 'maskmend: '));
      },
    })
    .addHelpText('after', `\n${EXAMPLES}`)
    .exitOverride();
  for (const create of [
    inspectCommand,
    paletteCommand,
    repairCommand,
    verifyCommand,
    statsCommand,
    compareCommand,
    importCommand,
    exportCommand,
    serveCommand,
    checkCommand,
    mergeReportsCommand,
  ]) {
    const command = create(context).copyInheritedSettings(main);
    command.showHelpAfterError(`'maskmend ${command.name()} --help' tells what there is.`);
    main.addCommand(command);
  }
  return main;
}

function isMissingModule(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    (error.code === 'ERR_MODULE_NOT_FOUND' || error.code === 'MODULE_NOT_FOUND')
  );
}

/** Tells what went wrong; gives the exit code, undefined where the person has stopped the command. */
function tellFailure(error: unknown, screen: Screen): ExitCode | undefined {
  // It has told itself, or shown the help that was asked for.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  if (!(error instanceof MaskmendError)) {
    // A fault of the program: its trace is what a report of it needs.
    const trace = error instanceof Error ? error.stack : undefined;
    screen.remark(`maskmend: unexpected failure: ${trace ?? String(error)}`);
    return exitCodes.nothingDone;
  }
  screen.remark(`maskmend: ${describeFailure(error)}`);
  if (error.code === 'cancelled') return undefined;
  return error.code === 'usage' ? exitCodes.usage : exitCodes.nothingDone;
}

const EXAMPLES = `Start with:
  maskmend inspect masks                  what happened to the files
  maskmend repair masks --out cleaned     repair them all
'maskmend help repair' tells the rest.`;
