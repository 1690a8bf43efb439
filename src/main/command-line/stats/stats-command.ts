import { Argument, Command, Option } from 'commander';
import { addCommonOptions } from '../common-options.ts';
import type { CommandContext } from '../command-context.ts';
import { describeExitCodes } from '../exit-codes.ts';
import { parseCount, parsePath, parsePaths } from '../option-values.ts';
import type { StatsOptions } from './stats-options.ts';

export function statsCommand(context: CommandContext): Command {
  const command = new Command('stats')
    .summary('measure masks: pixels, objects, boundaries, classes that occur together')
    .description(
      'Measures masks, per mask and in all: pixels, connected objects, tiny objects and boundary of every class, and ' +
        'which classes occur and touch. Changes nothing.',
    )
    .addArgument(
      new Argument('<path...>', 'masks, folders, archives, annotation files, projects').argParser(parsePaths),
    )
    .option('--palette <file|preset>', 'the classes, where nothing else tells them (default: found)', parsePath)
    .option('--tiny <n>', 'objects of fewer pixels than this are tiny', parseCount, 16)
    .addOption(
      new Option('--neighbours <n>', 'pixels that touch at a corner: one object (8) or two (4)')
        .choices(['4', '8'])
        .default('8'),
    )
    .option('--csv <file>', 'write a table of masks and classes', parsePath)
    .option('--pairs-csv <file>', 'write a table of the classes that occur together', parsePath)
    .option('--overwrite', 'replace these tables where they are there already');
  return addCommonOptions(command)
    .addHelpText('after', `\n${HELP}\n\n${describeExitCodes()}`)
    .action(async (paths: readonly string[], options: StatsOptions) => {
      const { runStats } = await import('./run-stats.ts');
      context.finish(await runStats({ paths, options }, context));
    });
}

const HELP = `An object is a connected part of a class. The boundary of a class is told in
sides of pixels towards other classes; the border of the picture is no boundary.
A JPEG does not hold classes exactly: repair it first, or measure its project.

Examples:
  maskmend stats masks --palette labelmap.txt
  maskmend stats train val --tiny 30 --csv stats.csv --pairs-csv pairs.csv
  maskmend stats work.maskmend --json`;
