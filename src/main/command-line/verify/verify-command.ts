import { Argument, Command, Option } from 'commander';
import { addCommonOptions } from '../common-options.ts';
import type { CommandContext } from '../command-context.ts';
import { describeExitCodes } from '../exit-codes.ts';
import { parseCount, parsePath, parsePaths, parsePictureSize } from '../option-values.ts';
import type { VerifyOptions } from './verify-options.ts';

export function verifyCommand(context: CommandContext): Command {
  const command = new Command('verify')
    .summary('check that masks hold nothing but their classes')
    .description(
      'Checks the masks of a data set: colours and indices that no class has, sizes that do not fit, ' +
        'damaged files. Changes nothing.',
    )
    .addArgument(new Argument('<path...>', 'masks, and folders of masks').argParser(parsePaths))
    .requiredOption('--palette <file|preset>', 'the classes of the masks', parsePath)
    .option('--allow <n>', 'let up to n illegal pixels per file pass', parseCount, 0)
    .option('--positions', 'list the position of every illegal pixel')
    .option('--photos <dir>', 'compare sizes with the photos of this folder, paired by name', parsePath)
    .addOption(new Option('--size <WxH>', 'the size that every mask must have').argParser(parsePictureSize));
  return addCommonOptions(command)
    .addHelpText('after', `\n${HELP}\n\n${describeExitCodes(EXIT_CODES)}`)
    .action(async (paths: readonly string[], options: VerifyOptions) => {
      const { runVerify } = await import('./run-verify.ts');
      context.finish(await runVerify({ paths, options }, context));
    });
}

const HELP = `A JPEG is damaged by its nature and fails. A photo that lies beside its mask
(street.jpg beside street_mask.png) is taken for the photo, not for a mask.

Examples:
  maskmend verify masks --palette labelmap.txt
  maskmend verify masks --palette voc --photos images --allow 10
  maskmend verify masks/0001.png --palette binary --positions`;

const EXIT_CODES = {
  0: 'every mask holds nothing but its classes',
  1: 'nothing could be checked',
  2: 'some masks did not pass',
};
