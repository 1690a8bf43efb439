import { Argument, Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { limitOption } from '../common-options.ts';
import { describeExitCodes } from '../exit-codes.ts';
import { parsePath } from '../option-values.ts';
import type { CheckOptions } from './check-options.ts';

export function checkCommand(context: CommandContext): Command {
  return new Command('check')
    .summary('check that a project file is whole')
    .description(
      'Checks a project: the file itself, that its parts fit together, every mask in it by its digest, and that the ' +
        'files it names are there. A project of an older version is brought to the present one first, with a copy beside it.',
    )
    .addArgument(new Argument('<project>', 'a .maskmend file').argParser(parsePath))
    .addOption(limitOption())
    .addHelpText('after', `\n${HELP}\n\n${describeExitCodes(EXIT_CODES)}`)
    .action(async (project: string, options: CheckOptions) => {
      const { runCheck } = await import('./run-check.ts');
      context.finish(await runCheck(project, options, context));
    });
}

const HELP = `Examples:
  maskmend check masks.maskmend`;

const EXIT_CODES = {
  0: 'all is well',
  1: 'the project could not be opened',
  2: 'something is wrong with it, or files are gone',
};
