import { Argument, Command, Option } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { limitOption } from '../common-options.ts';
import { describeExitCodes } from '../exit-codes.ts';
import { parsePath, parsePort } from '../option-values.ts';
import type { ServeOptions } from './serve-options.ts';

export function serveCommand(context: CommandContext): Command {
  return new Command('serve')
    .summary('open the app in a browser tab')
    .description(
      'Serves the app to a browser on this computer: for machines without a desktop, and for data that lies on ' +
        'another one (tunnel the port with ssh -L). Only this computer can reach it, and only with the key in the ' +
        'address that is printed.',
    )
    .addArgument(new Argument('[project]', 'a project to begin with; made where there is none').argParser(parsePath))
    .addOption(
      new Option('--port <n>', 'port to listen on')
        .argParser(parsePort)
        .default(0, 'that of last time, else any that is free'),
    )
    .option('--open', 'open it in the browser')
    .option('--last', 'begin with the project that was open last')
    .addOption(limitOption())
    .addHelpText('after', `\n${HELP}\n\n${describeExitCodes(EXIT_CODES)}`)
    .action(async (project: string | undefined, options: ServeOptions) => {
      const { runServe } = await import('./run-serve.ts');
      context.finish(await runServe({ project, options }, context));
    });
}

const HELP = `Ends with Ctrl-C; a job that runs then can be resumed later.

Examples:
  maskmend serve --open
  maskmend serve masks.maskmend --port 8123`;

const EXIT_CODES = { 0: 'it was ended', 1: 'the project could not be opened', 2: 'not used' };
