import { Argument, Command } from 'commander';
import { addCommonOptions, type CommonOptions } from '../common-options.ts';
import type { CommandContext } from '../command-context.ts';
import { describeExitCodes } from '../exit-codes.ts';
import { parsePaths } from '../option-values.ts';

export function inspectCommand(context: CommandContext): Command {
  const command = new Command('inspect')
    .summary('tell what each file is and what happened to it')
    .description('Tells what each file truly is, how it was compressed, and what happened to the mask in it.')
    .addArgument(new Argument('<path...>', 'files, and folders of files').argParser(parsePaths));
  return addCommonOptions(command)
    .addHelpText('after', `\n${EXAMPLES}\n\n${describeExitCodes()}`)
    .action(async (paths: readonly string[], options: CommonOptions) => {
      const { runInspect } = await import('./run-inspect.ts');
      context.finish(await runInspect({ paths, options }, context));
    });
}

const EXAMPLES = `Examples:
  maskmend inspect masks
  maskmend inspect masks/0001.png photos/0001.jpg
  maskmend inspect masks --json`;
