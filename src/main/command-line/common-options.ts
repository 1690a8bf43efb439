import { Option, type Command } from 'commander';
import type { ChosenLimits } from '../../shared/limits.ts';
import { parseLimitOption, parseMemory, parseWorkers } from './option-values.ts';

/** What every command takes whose files are read by worker threads. */
export interface CommonOptions {
  readonly workers: number | undefined;
  readonly memory: number | undefined;
  readonly limit: ChosenLimits | undefined;
  readonly json: boolean | undefined;
}

/** What every command takes that reads files which may come from strangers. */
export function limitOption(): Option {
  const text =
    'the largest files to be read, such as pixels=800M; may be repeated (names, units and what is usual: docs/security.md)';
  return new Option('--limit <name=n>', text).argParser(parseLimitOption);
}

export function addCommonOptions(command: Command): Command {
  return command
    .addOption(new Option('--workers <n>', 'worker threads (default: one per core)').argParser(parseWorkers))
    .addOption(
      new Option(
        '--memory <size>',
        'memory that the files worked on may take together, such as 2G (default: half)',
      ).argParser(parseMemory),
    )
    .addOption(limitOption())
    .option('--json', 'one JSON object per line instead of text, for scripts');
}
