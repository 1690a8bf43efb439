import { isDeepStrictEqual } from 'node:util';
import { MaskmendError } from '../../../shared/errors.ts';
import { addUp } from './build-report.ts';
import type { Report, ReportFile } from './report.ts';

/** The report of a run that had a part of the files. */
export interface PartReport {
  /** Absolute path. */
  readonly path: string;
  /** What stands in its name: `2-of-8`. */
  readonly part: string;
  readonly report: Report;
}

export interface MergedReports {
  readonly report: Report;
  /** Shards of which there is no report. */
  readonly missing: readonly string[];
}

/** What all parts must have in common, in words. */
const COMMON = {
  engine: 'engine or preset',
  format: 'format',
  coding: 'kind of classes',
  palette: 'classes',
  outputFolder: 'result folder',
  confidenceFolder: 'folder of confidence maps',
} as const satisfies Partial<Record<keyof Report, string>>;

/**
 * One report of all parts, as a run over all files would have written it: files by root and path. A file of several
 * parts counts once, a repaired one before one that is not. Throws MaskmendError usage where the parts do not belong
 * together.
 */
export function mergeReports(parts: readonly PartReport[]): MergedReports {
  const first = parts.at(0);
  if (first === undefined) throw new MaskmendError('not-found', 'there are no reports of parts');
  for (const part of parts) refuseOther(part, first);
  const roots = rootsOf(parts);
  const places = new Map(roots.map(({ name }, place) => [name, place]));
  const files = bestOfEach(parts.flatMap(({ report }) => report.files)).toSorted(
    (a, b) => (places.get(a.root) ?? 0) - (places.get(b.root) ?? 0) || (a.source < b.source ? -1 : 1),
  );
  const missing = missingShards(parts.map(({ part }) => part));
  const written = new Set(files.flatMap(({ output, confidence }) => [output, confidence]));
  const sum = (of: (report: Report) => number): number => parts.reduce((all, { report }) => all + of(report), 0);
  const report: Report = {
    ...first.report,
    roots,
    isComplete: missing.length === 0 && files.every(({ status }) => status !== 'pending'),
    files,
    totals: addUp(files, { ms: sum(({ totals }) => totals.ms), resumed: sum(({ totals }) => totals.resumed) }),
    labelMapSha256: parts.find((part) => part.report.labelMapSha256 !== null)?.report.labelMapSha256 ?? null,
    earlierFiles: [...new Set(parts.flatMap((part) => part.report.earlierFiles))]
      .filter((path) => !written.has(path))
      .toSorted(),
  };
  return { report, missing };
}

function refuseOther({ path, report }: PartReport, first: PartReport): void {
  for (const [key, words] of Object.entries(COMMON)) {
    const name = key as keyof typeof COMMON;
    if (isDeepStrictEqual(report[name], first.report[name])) continue;
    throw new MaskmendError('usage', `was made with another ${words} than ${first.path}`, {
      path,
      hint: 'run all parts with the same options, or remove the report that does not belong to them',
    });
  }
}

function rootsOf(parts: readonly PartReport[]): Report['roots'] {
  const byName = new Map<string, Report['roots'][number]>();
  for (const { path, report } of parts) {
    for (const root of report.roots) {
      const known = byName.get(root.name);
      byName.set(root.name, known ?? root);
      if (known === undefined || known.path === root.path) continue;
      throw new MaskmendError('usage', `its ${root.name} is ${root.path}, another part's ${known.path}`, {
        path,
        hint: 'give every part all folders, or the same root',
        option: '--root',
      });
    }
  }
  return [...byName.values()];
}

function bestOfEach(files: readonly ReportFile[]): ReportFile[] {
  const order: readonly ReportFile['status'][] = ['repaired', 'skipped', 'failed', 'pending'];
  const best = new Map<string, ReportFile>();
  for (const file of files) {
    const key = JSON.stringify([file.root, file.source]);
    const known = best.get(key);
    if (known === undefined || order.indexOf(file.status) < order.indexOf(known.status)) best.set(key, file);
  }
  return [...best.values()];
}

/** Of shards every one must be there; of parts with other names nobody can say. */
function missingShards(names: readonly string[]): string[] {
  const counts = names.flatMap((name) => /^\d+-of-(\d+)$/.exec(name)?.[1] ?? []);
  const count = counts.at(0);
  if (count === undefined || counts.length < names.length) return [];
  const wanted = Array.from({ length: Number(count) }, (_, place) => `${place + 1}-of-${count}`);
  return wanted.filter((name) => !names.includes(name));
}
