import { Argument, Command, Option } from 'commander';
import { addCommonOptions } from '../common-options.ts';
import type { CommandContext } from '../command-context.ts';
import { describeExitCodes } from '../exit-codes.ts';
import { parseCount, parsePath, parseShare } from '../option-values.ts';
import type { CompareOptions } from './compare-options.ts';

export function compareCommand(context: CommandContext): Command {
  const command = new Command('compare')
    .summary('compare masks with others: IoU, Boundary IoU, confusions')
    .description(
      'Compares masks with a reference, paired by their paths: IoU and Boundary IoU of every class, pixel accuracy, ' +
        'and which classes are taken for which. Changes nothing.',
    )
    .addArgument(new Argument('<a>', 'mask, folder, archive, annotation file or project').argParser(parsePath))
    .addArgument(new Argument('<b>', 'what it is compared with: the reference').argParser(parsePath))
    .option('--palette <file|preset>', 'the classes, where nothing else tells them (default: found)', parsePath)
    .addOption(
      new Option('--void <policy>', 'pixels that the reference calls void: leave them out, or count void as a class')
        .choices(['ignore', 'count'])
        .default('ignore'),
    )
    .option('--allow <n>', 'a mask with more than n differing pixels does not pass', parseCount)
    .option('--min-iou <share>', 'do not pass where the mean IoU is lower', parseShare)
    .option('--min-class-iou <share>', 'do not pass where the IoU of a class is lower', parseShare)
    .option('--allow-missing', 'pass where masks have no counterpart')
    .option('--csv <file>', 'write a table of masks and classes', parsePath)
    .option('--confusion-csv <file>', 'write a table of the classes that are taken for others', parsePath)
    .option('--overwrite', 'replace these tables where they are there already');
  return addCommonOptions(command)
    .addHelpText('after', `\n${HELP}\n\n${describeExitCodes(EXIT_CODES)}`)
    .action(async (first: string, second: string, options: CompareOptions) => {
      const { runCompare } = await import('./run-compare.ts');
      context.finish(await runCompare({ first, second, options }, context));
    });
}

const HELP = `Scores are those of all pixels together; means are over the classes that occur
on either side, the background among them. Boundary IoU is that of Cheng et al.
2021: IoU within bands of 1, 2 and 3 px and of 2 % of the diagonal inside of
every boundary, the picture's border included. Classes are the same that are
called alike, else those of one colour.

Examples:
  maskmend compare cleaned truth --palette labelmap.txt
  maskmend compare work.maskmend truth --min-class-iou 0.99
  maskmend compare a.png b.png --allow 0 --csv scores.csv`;

const EXIT_CODES = {
  0: 'every mask was compared, and passed what was asked for',
  2: 'some masks failed, have no counterpart, or did not pass',
};
