import { foundPalettes } from '../../../shared/model/found-palettes.ts';
import type { Palette, PaletteClass } from '../../../shared/model/palette.ts';
import { paletteWarnings } from '../../../shared/palette/palette-warnings.ts';
import { engineVersion, reportVersion } from '../../../shared/versions.ts';
import type { OutputFormat } from '../../codec/png/encode-label-map.ts';
import { paletteHash } from '../../db/palette-hash.ts';
import type { EarlierResults } from '../repair/earlier-results.ts';
import { posixRelative, toPosixPath } from '../posix-path.ts';
import type { FileOutcome, PlannedFile } from '../repair/repair-sources.ts';
import { describeOutcome, describePending, describeProblem, needsLook, type ReportContext } from './report-file.ts';
import type { Report, ReportFile, ReportTotals } from './report.ts';
import { nameRoots } from '../sources/root-names.ts';
import type { SourceProblem } from '../sources/scan-sources.ts';
import type { SourceFile } from '../sources/source-file.ts';

/** What is fixed about a run before it starts. */
export interface RepairRun {
  /** Name and version of the program. */
  readonly program: string;
  readonly planned: readonly PlannedFile[];
  /** Sources of the whole set where this run has a part of them: names are told as a run over all would tell them. */
  readonly allSources?: readonly SourceFile[];
  /** What an earlier run has done, by the path of the source: entries of its report that still hold. */
  readonly done?: ReadonlyMap<string, ReportFile>;
  readonly problems: readonly SourceProblem[];
  /** Absolute paths. */
  readonly out: string;
  readonly confidenceFolder: string | undefined;
  readonly format: OutputFormat;
  /** The engine's way of working; `mixed` where files were repaired in several. */
  readonly preset: string;
  readonly earlier: EarlierResults | undefined;
}

/** How far a run has come. */
export interface RunState {
  readonly palette: Palette | undefined;
  /** By the path of the source. */
  readonly outcomes: ReadonlyMap<string, FileOutcome>;
  /** Time of the run so far. */
  readonly ms: number;
  readonly labelMapSha256: string | undefined;
  /** Files that an earlier run of the same project had done. */
  readonly resumedFiles: number;
}

/** The report on a run, before, during and after it. */
export function buildReport(run: RepairRun, state: RunState): Report {
  const context = reportContext(run, state.palette);
  const files = describeFiles(run, { outcomes: state.outcomes, context });
  return {
    version: reportVersion,
    program: run.program,
    engine: { version: engineVersion, preset: run.preset },
    isComplete: run.planned.every(({ source: { path } }) => state.outcomes.has(path) || run.done?.has(path) === true),
    format: run.format,
    roots: [...context.roots].map(([path, name]) => ({ name, path: toPosixPath(path) })),
    outputFolder: toPosixPath(run.out),
    confidenceFolder: run.confidenceFolder === undefined ? null : posixRelative(run.out, run.confidenceFolder),
    ...describePalette(state.palette),
    files,
    totals: addUp(files, { ms: Math.round(state.ms), resumed: state.resumedFiles }),
    labelMapSha256: state.labelMapSha256 ?? null,
    earlierFiles: filesToRemember(run, files),
  };
}

/** What entries of the run's report are told relative to. */
export function reportContext(run: RepairRun, palette: Palette | undefined): ReportContext {
  return {
    planned: new Map(run.planned.map((planned) => [planned.source.path, planned])),
    roots: nameRoots(run.allSources ?? [...run.planned, ...run.problems].map(({ source }) => source)),
    out: run.out,
    confidenceFolder: run.confidenceFolder,
    classes: new Map(palette?.classes.map((entry) => [entry.slot, entry])),
  };
}

function describeFiles(
  run: RepairRun,
  { outcomes, context }: { outcomes: RunState['outcomes']; context: ReportContext },
): readonly ReportFile[] {
  const planned = run.planned.map(({ source }) => {
    const outcome = outcomes.get(source.path);
    if (outcome !== undefined) return describeOutcome(outcome, context);
    return run.done?.get(source.path) ?? describePending(source, context);
  });
  return [...planned, ...run.problems.map((problem) => describeProblem(problem, context))];
}

function describePalette(palette: Palette | undefined) {
  return {
    paletteSource: palette?.source ?? foundPalettes.inferred,
    paletteSha256: palette === undefined ? null : paletteHash(palette),
    coding: palette?.coding ?? null,
    palette: (palette?.classes ?? []).map(describeClass),
    paletteWarnings: palette === undefined ? [] : paletteWarnings(palette),
  };
}

/** A class as reports hold it. */
export function describeClass({ name, index, rgb, role, evidence }: PaletteClass) {
  return evidence === undefined ? { name, index, rgb, role } : { name, index, rgb, role, evidence };
}

/** The sums over the files of a report. */
export function addUp(files: readonly ReportFile[], run: Pick<ReportTotals, 'ms' | 'resumed'>): ReportTotals {
  const countOf = (status: ReportFile['status']) => files.filter((file) => file.status === status).length;
  const sumOf = (key: 'changedPixels' | 'uncertainPixels' | 'certifiedBlocks' | 'edgeBlocks') =>
    files.reduce((sum, file) => sum + (file[key] ?? 0), 0);
  return {
    files: files.length,
    repaired: countOf('repaired'),
    skipped: countOf('skipped'),
    failed: countOf('failed'),
    pending: countOf('pending'),
    needLook: files.filter(needsLook).length,
    changedPixels: sumOf('changedPixels'),
    uncertainPixels: sumOf('uncertainPixels'),
    certifiedBlocks: sumOf('certifiedBlocks'),
    edgeBlocks: sumOf('edgeBlocks'),
    ...run,
  };
}

/** What earlier runs have written and this one does not name: it stays ours. */
function filesToRemember(run: RepairRun, files: readonly ReportFile[]): readonly string[] {
  const named = new Set(files.flatMap(({ output }) => output ?? []));
  const namedConfidences = new Set(files.flatMap(({ confidence }) => confidence ?? []));
  return [...(run.earlier?.files ?? [])]
    .filter((path) => !named.has(posixRelative(run.out, path)))
    .filter((path) => !isNamed(namedConfidences, run.confidenceFolder, path))
    .map((path) => posixRelative(run.out, path))
    .sort();
}

function isNamed(names: ReadonlySet<string>, folder: string | undefined, path: string): boolean {
  return folder !== undefined && names.has(posixRelative(folder, path));
}
