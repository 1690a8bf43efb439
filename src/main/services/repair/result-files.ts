import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { mkdir, readFile } from '../../file-system.ts';
import type { Palette } from '../../../shared/model/palette.ts';
import { formatPaletteFile } from '../../../shared/palette/palette-files.ts';
import { writeFailure } from '../../codec/file-failure.ts';
import { writeFileAside } from '../../codec/write-file.ts';
import { LABEL_MAP_NAME } from './earlier-results.ts';
import type { Report } from '../report/report.ts';

/** Writes a report to each of the absolute paths, making the folders they need. */
export async function writeReport(report: Report, paths: readonly string[]): Promise<void> {
  const text = `${JSON.stringify(report, undefined, 2)}\n`;
  for (const path of paths) {
    await makeFolder(dirname(path));
    await writeFileAside(path, text);
  }
}

export interface LabelMapRules {
  /** Digest of the file as an earlier run wrote it. */
  readonly earlierSha256: string | undefined;
  readonly isOverwriting: boolean;
}

/**
 * Writes the classes as labelmap.txt into the result folder. One that a person has made or changed since, to give the
 * classes their names, is left as it is. Gives the digest of what was written, undefined where it was left.
 */
export async function writeLabelMap(
  folder: string,
  palette: Palette,
  rules: LabelMapRules,
): Promise<string | undefined> {
  const path = join(folder, LABEL_MAP_NAME);
  const text = formatPaletteFile(palette, 'labelmap.txt');
  const present = await readFile(path, 'utf8').catch(() => undefined);
  const isForeign = present !== undefined && present !== text && sha256Of(present) !== rules.earlierSha256;
  if (isForeign && !rules.isOverwriting) return undefined;
  if (present !== text) await writeFileAside(path, text);
  return sha256Of(text);
}

async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
  } catch (error) {
    throw writeFailure(error, path);
  }
}

function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
