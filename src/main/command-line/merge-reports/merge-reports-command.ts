import { Argument, Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { describeExitCodes } from '../exit-codes.ts';
import { parsePath } from '../option-values.ts';
import type { MergeReportsOptions } from './merge-reports-options.ts';

export function mergeReportsCommand(context: CommandContext): Command {
  return new Command('merge-reports')
    .summary('make one report of those of several runs')
    .description(
      'Makes the report of a result folder that several runs have written into, each with a part of the masks ' +
        '(repair --shard or --part): maskmend-report.json, as one run over all masks would have written it.',
    )
    .addArgument(new Argument('<dir>', 'the folder of --out').argParser(parsePath))
    .option('--json', 'one JSON object instead of text, for scripts')
    .addHelpText('after', `\n${HELP}\n\n${describeExitCodes(EXIT_CODES)}`)
    .action(async (folder: string, options: MergeReportsOptions) => {
      const { runMergeReports } = await import('./run-merge-reports.ts');
      context.finish(await runMergeReports(folder, options, context));
    });
}

const HELP = `Examples:
  maskmend merge-reports cleaned`;

const EXIT_CODES = {
  0: 'all parts are there, and every mask is done',
  1: 'there is nothing to merge',
  2: 'a part is missing, or some masks failed or were not reached',
  64: 'wrong usage; the parts do not belong together',
};
