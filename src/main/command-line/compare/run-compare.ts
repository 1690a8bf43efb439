import { comparePaths } from '../../services/measure/compare-sets.ts';
import { loadPalette } from '../../services/classes/load-palette.ts';
import { machineShare } from '../../services/jobs/machine-share.ts';
import { classReader, confusionTable, scoreTable } from '../../services/measure/measure-tables.ts';
import type { CommandContext } from '../command-context.ts';
import type { CompareOptions } from './compare-options.ts';
import { compareLines } from './compare-lines.ts';
import { judgeComparison } from './compare-outcome.ts';
import type { ExitCode } from '../exit-codes.ts';
import { followJob } from '../follow-job.ts';
import { formatComparison } from './format-comparison.ts';
import { checkTables, writeTables } from '../stats/write-tables.ts';

export interface CompareCall {
  readonly first: string;
  readonly second: string;
  readonly options: CompareOptions;
}

/** Compares masks with a reference. */
export async function runCompare({ first, second, options }: CompareCall, context: CommandContext): Promise<ExitCode> {
  const { screen } = context;
  await checkTables([options.csv, options.confusionCsv], options.overwrite === true);
  const share = machineShare(options);
  const palette = options.palette === undefined ? undefined : await loadPalette(options.palette, share.limits);
  const request = { ...share, paths: [first, second], palette, voidPolicy: options.void } as const;
  const compared = await followJob(context, (watch) => comparePaths(request, watch));
  const classOf = classReader(compared.classes);
  const outcome = judgeComparison(compared, options, classOf);
  if (options.json === true) for (const line of compareLines(outcome, options.void)) screen.printJson(line);
  else for (const line of formatComparison(outcome)) screen.print(line);
  await writeTables(
    [
      { path: options.csv, text: () => scoreTable(compared.masks, compared.scores, classOf) },
      { path: options.confusionCsv, text: () => confusionTable(compared.scores, classOf) },
    ],
    screen,
  );
  return outcome.exitCode;
}
