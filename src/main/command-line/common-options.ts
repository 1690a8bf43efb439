import { Option, type Command } from 'commander';
import { parseMemory, parseWorkers } from './option-values.ts';

/** What every command takes whose files are read by worker threads. */
export interface CommonOptions {
  readonly workers: number | undefined;
  readonly memory: number | undefined;
  readonly json: boolean | undefined;
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
    .option('--json', 'one JSON object per line instead of text, for scripts');
}
