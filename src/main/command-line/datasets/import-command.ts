import { Argument, Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { addDatasetOptions, type DatasetOptions } from './dataset-options.ts';
import { describeExitCodes } from '../exit-codes.ts';
import { parsePath } from '../option-values.ts';

export function importCommand(context: CommandContext): Command {
  const command = new Command('import')
    .summary('turn a dataset of any known format into plain masks')
    .description(
      'Reads a dataset - a folder, a zip archive or an annotation file - and writes its masks, photos and classes ' +
        'into plain folders. What cannot be read is told, the rest is taken.',
    )
    .addArgument(new Argument('<path>', 'folder, zip archive or annotation file').argParser(parsePath))
    .requiredOption('--out <dir>', 'folder for masks, images and classes; an archive where it ends in .zip', parsePath);
  return addDatasetOptions(command)
    .addHelpText('after', `\n${HELP}\n\n${describeExitCodes(DATASET_EXIT_CODES)}`)
    .action(async (path: string, options: DatasetOptions) => {
      const { runImport } = await import('./run-export.ts');
      context.finish(await runImport({ path, options }, context));
    });
}

/** What the exit codes mean for datasets. */
export const DATASET_EXIT_CODES = {
  0: 'every mask was written and read back the same',
  2: 'some masks or annotations could not be taken',
  3: 'with --strict: something is lost, or should be looked at',
};

const HELP = `The format is found and told with its evidence; --from overrules it. Polygons
are filled exactly as COCO's tools fill them. The written masks are read back
and compared.

Examples:
  maskmend import masks --out plain --palette labelmap.txt
  maskmend import annotations/instances_val.json --out plain
  maskmend import task.zip --out plain --from cvat --dry-run`;
