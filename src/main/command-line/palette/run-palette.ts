import { resolve } from 'node:path';
import { readFile } from '../../file-system.ts';
import type { Palette } from '../../../shared/model/palette.ts';
import {
  formatPaletteFile,
  paletteFileFormatOfName,
  type PaletteFileFormat,
} from '../../../shared/palette/palette-files.ts';
import { writeFileAside } from '../../codec/write-file.ts';
import { describeClass } from '../../services/report/build-report.ts';
import { paletteWarnings } from '../../../shared/palette/palette-warnings.ts';
import { jsonLinesVersion } from '../../../shared/versions.ts';
import { gatherPalette } from '../../services/classes/gather-palette.ts';
import { checkExistingFiles } from '../../services/repair/output-safety.ts';
import { nameRoots } from '../../services/sources/root-names.ts';
import { scanSources, type SourceProblem, type SourceScan } from '../../services/sources/scan-sources.ts';
import type { CommandContext } from '../command-context.ts';
import { exitCodeOf, type ExitCode } from '../exit-codes.ts';
import { followJob } from '../follow-job.ts';
import { formatClasses } from './format-classes.ts';
import { describeError, sourceFields } from '../line-fields.ts';
import type { PaletteLine } from '../json-lines.ts';
import { machineShare } from '../../services/jobs/machine-share.ts';
import type { PaletteOptions } from './palette-options.ts';
import { showPath } from '../printable.ts';
import { describeReason } from '../describe-failure.ts';
import { remarkOnScan } from '../remark-on-scan.ts';
import type { Screen } from '../screen.ts';

const FORMATS = {
  labelmap: 'labelmap.txt',
  label_colors: 'label_colors.txt',
  class_dict: 'class_dict.csv',
  dataset_meta: 'dataset_meta.json',
  coco: 'categories.json',
  hex: 'colours.txt',
} as const satisfies Record<NonNullable<PaletteOptions['format']>, PaletteFileFormat>;

export interface PaletteCall {
  readonly paths: readonly string[];
  readonly options: PaletteOptions;
}

/** What was found, and from what. */
interface Findings {
  readonly palette: Palette;
  readonly scan: SourceScan;
  /** Files that took no part. */
  readonly leftOut: readonly SourceProblem[];
}

/** Finds the classes that masks were drawn with, and writes them to a file or to standard output. */
export async function runPalette({ paths, options }: PaletteCall, context: CommandContext): Promise<ExitCode> {
  const scan = await scanSources(paths, { isLeavingOutResults: true });
  remarkOnScan(scan, context.screen);
  const { palette, skipped } = await followJob(context, (watch) =>
    gatherPalette({ files: scan.files, ...machineShare(options) }, watch),
  );
  const leftOut = [...skipped.map(({ source, reason }) => ({ source, error: reason })), ...scan.problems];
  const findings = { palette, scan, leftOut };
  const text = formatPaletteFile(palette, formatOf(options));
  if (options.out !== undefined) await writePalette(text, findings, { ...options, out: options.out });
  if (options.json === true) context.screen.printJson(paletteLine(findings));
  else printPalette(findings, { text, out: options.out }, context.screen);
  return exitCodeOfFindings(findings);
}

function formatOf({ format, out }: PaletteOptions): PaletteFileFormat {
  return format === undefined ? paletteFileFormatOfName(out ?? '') : FORMATS[format];
}

/** Files that are no masks are passed over; only those that could not be read have failed. */
function exitCodeOfFindings({ scan, leftOut }: Findings): ExitCode {
  const failed = leftOut.filter(({ error }) => error.code !== 'unsupported-format').length;
  return exitCodeOf({ files: scan.files.length + scan.problems.length, failed });
}

async function writePalette(
  text: string,
  { scan }: Findings,
  { out, overwrite }: { readonly out: string; readonly overwrite: boolean | undefined },
): Promise<void> {
  const path = resolve(out);
  if ((await readFile(path, 'utf8').catch(() => undefined)) === text) return;
  await checkExistingFiles([path], {
    sources: scan.files.map((file) => file.path),
    ours: new Set(),
    isOverwriting: overwrite === true,
  });
  await writeFileAside(path, text);
}

function printPalette(
  { palette, leftOut }: Findings,
  { text, out }: { readonly text: string; readonly out: string | undefined },
  screen: Screen,
): void {
  const evidence = [
    ...formatClasses(palette),
    ...leftOut.map(({ source, error }) => `left out ${showPath(source.path)}: ${describeReason(error)}`),
  ];
  if (out === undefined) {
    for (const line of evidence) screen.remark(line);
    screen.printRaw(text);
  } else {
    for (const line of evidence) screen.print(line);
    screen.print(`written to ${showPath(out)}`);
  }
}

function paletteLine(findings: Findings): PaletteLine {
  const { palette, scan, leftOut } = findings;
  const roots = nameRoots([...scan.files, ...leftOut.map(({ source }) => source)]);
  return {
    version: jsonLinesVersion,
    command: 'palette',
    type: 'palette',
    coding: palette.coding,
    source: palette.source,
    classes: palette.classes.map(describeClass),
    warnings: paletteWarnings(palette),
    files: scan.files.length + scan.problems.length - leftOut.length,
    leftOut: leftOut.map(({ source, error }) => ({ ...sourceFields(source, roots), error: describeError(error) })),
    exitCode: exitCodeOfFindings(findings),
  };
}
