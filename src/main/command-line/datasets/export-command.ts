import { Argument, Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { addDatasetOptions, addExportOptions, type ExportOptions } from './dataset-options.ts';
import { describeExitCodes } from '../exit-codes.ts';
import { DATASET_EXIT_CODES } from './import-command.ts';
import { parsePath } from '../option-values.ts';

export function exportCommand(context: CommandContext): Command {
  const command = new Command('export')
    .summary('write a dataset or a project in the format a tool wants')
    .description(
      'Writes a dataset, or the masks of a project, in another format, reads every mask back and compares it. What ' +
        'the format cannot hold is told before anything is written.',
    )
    .addArgument(new Argument('<path>', 'folder, zip archive, annotation file or project').argParser(parsePath))
    .requiredOption('--to <format>', 'the format to write')
    .requiredOption('--out <dir>', 'folder to write into; an archive where it ends in .zip', parsePath);
  return addDatasetOptions(addExportOptions(command))
    .addHelpText('after', `\n${HELP}\n\n${describeExitCodes(DATASET_EXIT_CODES)}`)
    .action(async (path: string, options: ExportOptions) => {
      const { runExport } = await import('./run-export.ts');
      context.finish(await runExport({ path, options }, context));
    });
}

const HELP = `Formats: folder, voc, cvat, coco, coco-panoptic, yolo, labelme, cityscapes,
datumaro, mmseg, ultralytics, supervisely, huggingface, binary-masks, npy,
cutouts. Classes are named as they are, case counts.

Examples:
  maskmend export masks --to voc --out voc --palette labelmap.txt
  maskmend export work.maskmend --to cvat --out task.zip --photos images
  maskmend export data --to yolo --out yolo --split 0.8,0.1,0.1 --seed 7
  maskmend export data --to folder --out small --resize 224x224 --index 255=21`;
