import { loadPalette } from '../../services/classes/load-palette.ts';
import { machineShare } from '../../services/jobs/machine-share.ts';
import { measureSets } from '../../services/measure/measure-sets.ts';
import { classReader, measureTable, pairTable } from '../../services/measure/measure-tables.ts';
import type { CommandContext } from '../command-context.ts';
import { exitCodeOf, type ExitCode } from '../exit-codes.ts';
import { followJob } from '../follow-job.ts';
import { formatStats } from './format-stats.ts';
import type { StatsOptions } from './stats-options.ts';
import { statsLines } from './stats-lines.ts';
import { checkTables, writeTables } from './write-tables.ts';

/** Tiny objects that are told per mask. */
const MAX_TINY_LISTED = 100;

export interface StatsCall {
  readonly paths: readonly string[];
  readonly options: StatsOptions;
}

/** Measures masks. */
export async function runStats({ paths, options }: StatsCall, context: CommandContext): Promise<ExitCode> {
  const { screen } = context;
  await checkTables([options.csv, options.pairsCsv], options.overwrite === true);
  const share = machineShare(options);
  const palette = options.palette === undefined ? undefined : await loadPalette(options.palette, share.limits);
  const how = {
    connectivity: options.neighbours === '4' ? 4 : 8,
    tinyBelowPx: options.tiny,
    maxTinyListed: MAX_TINY_LISTED,
  } as const;
  const request = { ...share, paths, isGroupingPictures: true, palette, options: how };
  const measured = await followJob(context, (watch) => measureSets(request, watch));
  const { masks, problems, missing } = measured;
  const others = problems.length + missing.length;
  const failed = masks.filter(({ error }) => error !== undefined).length + others;
  const exitCode = exitCodeOf({ files: masks.length + others, failed });
  const outcome = { measured, how, failed, exitCode };
  if (options.json === true) for (const line of statsLines(outcome)) screen.printJson(line);
  else for (const line of formatStats(outcome)) screen.print(line);
  const classOf = classReader(measured.classes);
  await writeTables(
    [
      { path: options.csv, text: () => measureTable(measured.masks, measured.totals, classOf) },
      { path: options.pairsCsv, text: () => pairTable(measured.totals, classOf) },
    ],
    screen,
  );
  return exitCode;
}
