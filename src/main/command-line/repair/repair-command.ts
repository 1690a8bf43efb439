import { Argument, Command, Option } from 'commander';
import { statSync } from '../../file-system.ts';
import { repairPresets } from '../../../shared/search/search-preset.ts';
import { type RepairMeans, startRepairMeans } from '../../services/repair/repair-means.ts';
import { addCommonOptions } from '../common-options.ts';
import type { CommandContext } from '../command-context.ts';
import { describeExitCodes } from '../exit-codes.ts';
import { machineShare } from '../../services/jobs/machine-share.ts';
import { parsePart, parsePath, parsePaths, parseShard } from '../option-values.ts';
import { readPathList } from './read-path-list.ts';
import type { RepairOptions } from './repair-options.ts';

/** Threads that start where it is not known yet how many files there are; others follow when there is work. */
const THREADS_BEFORE_FILES = 2;

export function repairCommand(context: CommandContext): Command {
  const command = new Command('repair')
    .summary('turn damaged masks back into exact ones')
    .description(
      'Turns damaged masks back into exact ones: every pixel of the result is a class of the palette. ' +
        'The masks themselves are never changed.',
    )
    .addArgument(new Argument('[path...]', 'masks, and folders of masks').argParser(parsePaths))
    .requiredOption('--out <dir>', 'folder for the repaired masks; keeps the tree of the sources', parsePath)
    .option(
      '--palette <file|preset>',
      'the classes of the masks (default: found from the masks, named by a list of classes that lies beside them)',
      parsePath,
    )
    .addOption(
      new Option('--format <format>', 'how the repaired PNG files hold their classes')
        .choices(['indexed', 'grey', 'rgb'])
        .default('indexed'),
    )
    .addOption(new Option('--preset <preset>', 'how much work a JPEG is worth').choices(repairPresets).default('exact'))
    .addOption(
      new Option('--objects <auto|yes|no>', 'whether the values of the masks name objects, not classes')
        .choices(['auto', 'yes', 'no'])
        .default('auto'),
    )
    .option('--report <file.json>', 'write the report here too', parsePath)
    .option('--confidence <dir>', 'write a map of certainty per mask, 255 = certain', parsePath)
    .option('--project <file>', 'keep the work in this project file, to go on later', parsePath)
    .option('--overwrite', 'replace files that are not from an earlier repair')
    .option(
      '--files-from <file>',
      'take the paths of masks from this list, one a line; - for standard input',
      parsePath,
    )
    .option('--root <dir>', 'files given by name lie below this folder, whose tree is kept', parsePath)
    .addOption(new Option('--shard <i/n>', 'repair only the i-th of n parts of the masks').argParser(parseShard))
    .addOption(
      new Option('--part <name>', 'this is one of several runs into the same folder; names its report')
        .argParser(parsePart)
        .conflicts('shard'),
    )
    .option('--resume', 'leave out masks that an earlier run has done, where they and their results are unchanged')
    .option('--strict', 'exit with 3 where a repaired mask needs a look');
  return addCommonOptions(command)
    .addHelpText('after', `\n${HELP}\n\n${describeExitCodes({ 3: 'with --strict: some repaired masks need a look' })}`)
    .action(async (given: readonly string[], options: RepairOptions) => {
      const paths = options.filesFrom === undefined ? given : [...given, ...(await readPathList(options.filesFrom))];
      // Threads start while this one still loads its code and looks for the masks.
      const means = startEarly(paths, options);
      await means?.pool.catch(() => undefined);
      const { runRepair } = await import('./run-repair.ts');
      context.finish(await runRepair({ paths, options }, context, means));
    });
}

/** Undefined where the project is to be kept: its file is not touched before all is known to be in order. */
function startEarly(paths: readonly string[], options: RepairOptions): RepairMeans | undefined {
  if (options.project !== undefined) return undefined;
  const isOneFile = paths.length === 1 && statSync(paths[0], { throwIfNoEntry: false })?.isFile() === true;
  const { workers } = machineShare(options);
  return startRepairMeans({ workers, files: isOneFile ? 1 : THREADS_BEFORE_FILES, projectPath: undefined });
}

const HELP = `Beside the masks, --out receives maskmend-report.json, what was done to every
file, and labelmap.txt, the classes. A second run replaces what the first has
written. Photos and other files that are no masks are skipped.

Masks that name objects (one colour or number each, told by their names, their
numbers, or colours that differ from file to file) are repaired by the values
of their own, and written as they were coded.

Presets, from quick to thorough: draft decides cell by cell and searches
nothing; fast searches a little; exact searches the labels that reproduce the
file, and measures how sure each pixel is; exhaustive goes on for up to a minute
a file.

Many machines: give each --shard I/N of the same masks, the same --palette and
the same --out; 'maskmend merge-reports' makes one report in the end. --resume
goes on where a run was ended. docs/scale.md has recipes.

Palettes: a preset (voc, cityscapes, camvid, camvid11, ade20k, binary, binary01,
trimap), or a file: labelmap.txt, label_colors.txt, class_dict.csv,
dataset_meta.json, COCO categories, a list of hex colours, an indexed PNG.

Examples:
  maskmend repair masks --out cleaned
  maskmend repair masks --out cleaned --palette voc --confidence certainty
  maskmend repair train val --out cleaned --palette labelmap.txt --strict
  maskmend repair masks --out cleaned --json | jq .verdict`;
