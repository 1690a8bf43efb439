import { type Command, InvalidArgumentError, Option } from 'commander';
import { MaskmendError } from '../../../shared/errors.ts';
import { turns, type Turn } from '../../../shared/mask/turns.ts';
import type { ClassChoices, SplitChoice } from '../../formats/export-request.ts';
import { addCommonOptions, type CommonOptions } from '../common-options.ts';
import { parsePath, parsePictureSize, type PictureSize } from '../option-values.ts';

/** What `import` and `export` both take. */
export interface DatasetOptions extends CommonOptions {
  readonly out: string;
  readonly from: string | undefined;
  readonly palette: string | undefined;
  readonly raster: 'coco' | 'opencv';
  /** A folder; false with --no-photos. */
  readonly photos: string | boolean;
  readonly coding: 'indexed' | 'grey' | 'colour' | undefined;
  readonly overwrite: boolean | undefined;
  readonly strict: boolean | undefined;
  readonly dryRun: boolean | undefined;
}

/** What `export` takes besides. */
export interface ExportOptions extends DatasetOptions {
  readonly to: string;
  readonly geometry: 'polygon' | 'rle' | 'mask' | undefined;
  readonly objects: 'component' | 'class';
  readonly index: readonly (readonly [number, number])[] | undefined;
  readonly reduceZeroLabel: boolean | undefined;
  readonly merge: ClassChoices['merges'] | undefined;
  readonly drop: readonly string[] | undefined;
  readonly void: ClassChoices['voidAs'];
  readonly split: ParsedSplit;
  readonly seed: number;
  readonly resize: PictureSize | undefined;
  readonly tile: PictureSize | undefined;
  readonly turn: readonly Turn[];
  readonly names: string;
}

export function addDatasetOptions(command: Command): Command {
  command
    .option('--from <format>', 'the format the dataset is in (default: found)')
    .option('--palette <file|preset>', 'the classes, where the dataset does not tell them', parsePath)
    .addOption(
      new Option('--raster <rule>', "fill polygons as COCO's tools do, or as OpenCV's fillPoly")
        .choices(['coco', 'opencv'])
        .default('coco'),
    )
    .addOption(
      new Option('--coding <coding>', 'how pictures hold the classes, where the format leaves it open').choices([
        'indexed',
        'grey',
        'colour',
      ]),
    )
    .option('--photos <dir>', 'photos for masks that have none, paired by name', parsePath)
    .option('--no-photos', 'write masks only')
    .option('--overwrite', 'replace files that are not from an earlier export')
    .option('--dry-run', 'tell what would be written and lost, write nothing')
    .option('--strict', 'exit with 3 where something is lost or doubtful');
  return addCommonOptions(command);
}

export function addExportOptions(command: Command): Command {
  return command
    .addOption(new Option('--geometry <kind>', 'how objects are written').choices(['polygon', 'rle', 'mask']))
    .addOption(
      new Option('--objects <kind>', 'what an object is where masks know classes only')
        .choices(['component', 'class'])
        .default('component'),
    )
    .option('--index <old=new>', 'give a class another index, such as 255=21; may be repeated', parseIndex)
    .option('--reduce-zero-label', 'index 0 becomes 255, every other one less, as in MMSegmentation')
    .option('--merge <name=a,b>', 'make one class of several; may be repeated', parseMerge)
    .option(
      '--drop <name>',
      'leave a class out: what was annotated below it is seen, else void or the background; may be repeated',
      parseName,
    )
    .option('--void <policy>', 'void pixels: keep, background, or an index', parseVoid, 'keep')
    .addOption(
      new Option('--split <parts>', 'keep, a name, or parts: train=0.8,val=0.1,test=0.1')
        .argParser(parseSplit)
        .default({ kind: 'keep' }, 'keep'),
    )
    .option('--seed <n>', 'another number divides otherwise', parseSeed, 0)
    .addOption(
      new Option('--resize <WxH>', 'resize masks by nearest neighbour, photos with them').argParser(parsePictureSize),
    )
    .addOption(new Option('--tile <WxH>', 'cut into pieces of this size').argParser(parsePictureSize))
    .addOption(
      new Option('--turn <turns>', `one result for each of ${turns.join(', ')}`)
        .argParser(parseTurns)
        .default(['none'], 'none'),
    )
    .option('--names <pattern>', 'names from {stem}, {name}, {split} and {n}', '{stem}');
}

function parseIndex(text: string, earlier: readonly (readonly [number, number])[] = []) {
  const match = /^(\d{1,5})=(\d{1,5})$/.exec(text);
  const pair = [Number(match?.[1]), Number(match?.[2])] as const;
  if (pair.every((index) => index <= 65_535)) return [...earlier, pair];
  throw new InvalidArgumentError('Expected two indices 0..65535 such as 255=21.');
}

function parseMerge(text: string, earlier: ClassChoices['merges'] = []): ClassChoices['merges'] {
  const at = text.indexOf('=');
  const from = text
    .slice(at + 1)
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  if (at < 1 || from.length === 0)
    throw new InvalidArgumentError('Expected a name and classes such as vehicle=car,bus.');
  return [...earlier, { into: text.slice(0, at).trim(), from }];
}

function parseName(text: string, earlier: readonly string[] = []): readonly string[] {
  if (text === '') throw new InvalidArgumentError('Expected the name of a class.');
  return [...earlier, text];
}

function parseVoid(text: string): ClassChoices['voidAs'] {
  if (text === 'keep' || text === 'background') return text;
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new InvalidArgumentError('Expected keep, background or an index 0..65535.');
}

/** A division still lacks its seed. */
type ParsedSplit = Exclude<SplitChoice, { kind: 'divide' }> | Omit<Extract<SplitChoice, { kind: 'divide' }>, 'seed'>;

const USUAL_NAMES = ['train', 'val', 'test'];
const NAME = /^[\p{L}\p{N}_-]{1,64}$/u;

/** `keep`, one name for all, `0.8,0.1,0.1`, `2164,300,449` or the same with names. */
function parseSplit(text: string): ParsedSplit {
  if (text === 'keep') return { kind: 'keep' };
  if (NAME.test(text) && !/^\d/.test(text)) return { kind: 'one', name: text };
  const parts = text.split(',').map((part, i) => {
    const [name, size] = part.includes('=') ? part.split('=') : [USUAL_NAMES[i] ?? '', part];
    return { name: name.trim(), size: /^\d+(\.\d+)?$/.test(size.trim()) ? Number(size) : NaN };
  });
  const isSound = parts.every(({ name, size }) => NAME.test(name) && size >= 0);
  if (isSound && new Set(parts.map(({ name }) => name)).size === parts.length) return { kind: 'divide', parts };
  throw new InvalidArgumentError(
    'Expected keep, a name, shares such as 0.8,0.1,0.1, or counts such as train=90,val=10.',
  );
}

function parseSeed(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Expected a whole number from 0 up.');
}

function parseTurns(text: string): readonly Turn[] {
  const wanted = text.split(',').map((name) => turns.find((turn) => turn === name.trim()));
  if (wanted.every((turn) => turn !== undefined) && new Set(wanted).size === wanted.length) return wanted;
  throw new InvalidArgumentError(`Expected some of ${turns.join(', ')}, each once.`);
}

/** The choices about classes that an export was given. */
export function classChoices(options: ExportOptions): ClassChoices {
  const indices = new Map<number, number>();
  for (const [from, to] of options.index ?? []) {
    if (indices.has(from)) throw new MaskmendError('usage', `--index names ${from} twice`);
    indices.set(from, to);
  }
  return {
    indices,
    merges: options.merge ?? [],
    dropped: options.drop ?? [],
    voidAs: options.void,
    isZeroReduced: options.reduceZeroLabel === true,
  };
}

export function splitChoice({ split, seed }: ExportOptions): SplitChoice {
  return split.kind === 'divide' ? { ...split, seed } : split;
}
