import { jsonLinesVersion } from '../../../shared/versions.ts';
import { nameRoots } from '../../services/sources/root-names.ts';
import type { VerifiedFile } from '../../services/sources/verify-sources.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import type { JsonLine, VerifyFileLine } from '../json-lines.ts';
import { sourceFields } from '../line-fields.ts';

export interface VerifyCounts {
  readonly failed: number;
  /** Files taken for the photos of masks. */
  readonly photos: number;
  /** Files of other kinds in the folders. */
  readonly ignored: number;
}

export function verificationExitCode({ failed }: VerifyCounts): ExitCode {
  return failed > 0 ? exitCodes.someFailed : exitCodes.done;
}

/** What `verify --json` prints: a line per file, then the summary. */
export function verifyLines(files: readonly VerifiedFile[], counts: VerifyCounts): readonly JsonLine[] {
  const roots = nameRoots(files.map(({ source }) => source));
  const { failed, photos, ignored } = counts;
  return [
    ...files.map((file) => verifyFileLine(file, roots)),
    {
      version: jsonLinesVersion,
      command: 'verify',
      type: 'summary',
      files: files.length,
      passed: files.length - failed,
      failed,
      photos,
      ignored,
      exitCode: verificationExitCode(counts),
    },
  ];
}

function verifyFileLine(file: VerifiedFile, roots: ReadonlyMap<string, string>): VerifyFileLine {
  const { facts, check, problems, warnings } = file;
  return {
    version: jsonLinesVersion,
    command: 'verify',
    type: 'file',
    ...sourceFields(file.source, roots),
    status: problems.length === 0 ? 'passed' : 'failed',
    width: facts?.width ?? null,
    height: facts?.height ?? null,
    reading: check?.reading ?? null,
    illegalPixels: check?.illegalPixels ?? null,
    illegalValues: [...(check?.illegalValues ?? [])],
    ...(check && check.positions.length > 0 && { positions: check.positions }),
    problems: [...problems],
    warnings,
  };
}
