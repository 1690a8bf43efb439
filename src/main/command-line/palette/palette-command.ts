import { Argument, Command, Option } from 'commander';
import { addCommonOptions } from '../common-options.ts';
import type { CommandContext } from '../command-context.ts';
import { describeExitCodes } from '../exit-codes.ts';
import { parsePath, parsePaths } from '../option-values.ts';
import { paletteFormats, type PaletteOptions } from './palette-options.ts';

export function paletteCommand(context: CommandContext): Command {
  const command = new Command('palette')
    .summary('find the classes that masks were drawn with')
    .description(
      'Finds the classes that masks were drawn with, from the flat areas of all of them, and shows the evidence. A list of classes beside the masks names the colours it knows.',
    )
    .addArgument(new Argument('<path...>', 'masks, and folders of masks').argParser(parsePaths))
    .option('--out <file>', 'write the palette to this file (default: to standard output)', parsePath)
    .addOption(
      new Option('--format <format>', 'format of the palette (default: by the name of --out, else labelmap)').choices(
        paletteFormats,
      ),
    )
    .option('--overwrite', 'replace --out where it holds something else');
  return addCommonOptions(command)
    .addHelpText('after', `\n${HELP}\n\n${describeExitCodes()}`)
    .action(async (paths: readonly string[], options: PaletteOptions) => {
      const { runPalette } = await import('./run-palette.ts');
      context.finish(await runPalette({ paths, options }, context));
    });
}

const HELP = `The evidence goes to standard output where the palette goes to a file,
else to standard error.

Examples:
  maskmend palette masks
  maskmend palette masks --out labelmap.txt
  maskmend palette train val --format class_dict --out class_dict.csv`;
