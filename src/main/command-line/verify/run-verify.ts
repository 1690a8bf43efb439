import { MaskmendError } from '../../../shared/errors.ts';
import { loadPalette } from '../../services/classes/load-palette.ts';
import { pairWithFolder, separatePhotos, type PhotoPairs } from '../../services/sources/pair-photos.ts';
import { scanSources, type SourceProblem, type SourceScan } from '../../services/sources/scan-sources.ts';
import type { SourceFile } from '../../services/sources/source-file.ts';
import { verifySources, type VerifiedFile } from '../../services/sources/verify-sources.ts';
import type { CommandContext } from '../command-context.ts';
import type { ExitCode } from '../exit-codes.ts';
import { followJob } from '../follow-job.ts';
import { formatVerification } from './format-verification.ts';
import { machineShare } from '../../services/jobs/machine-share.ts';
import { describeReason } from '../describe-failure.ts';
import { remarkOnScan } from '../remark-on-scan.ts';
import type { VerifyOptions } from './verify-options.ts';
import { verificationExitCode, verifyLines } from './verify-lines.ts';

/** Beyond this a list of pixels helps nobody, and would fill the memory. */
const MAX_POSITIONS = 100_000;

export interface VerifyCall {
  readonly paths: readonly string[];
  readonly options: VerifyOptions;
}

/** Checks that masks hold nothing but their classes. */
export async function runVerify({ paths, options }: VerifyCall, context: CommandContext): Promise<ExitCode> {
  const share = machineShare(options);
  const palette = await loadPalette(options.palette, share.limits);
  const scan = await scanSources(paths, { isLeavingOutResults: false });
  remarkOnScan(scan, context.screen);
  const { masks, photoOfMask } = await findPhotos(scan, options.photos);
  const request = {
    ...share,
    files: masks,
    palette,
    rules: { allowedPixels: options.allow, size: options.size },
    maxPositions: options.positions === true ? MAX_POSITIONS : 0,
    photoOfMask,
    describe: describeReason,
  };
  const verified = await followJob(context, (watch) => verifySources(request, watch));
  const files = [...verified, ...scan.problems.map(unreadable)];
  const failed = files.filter(({ problems }) => problems.length > 0).length;
  const counts = { failed, photos: scan.files.length - masks.length, ignored: scan.ignoredFiles };
  if (options.json === true) for (const line of verifyLines(files, counts)) context.screen.printJson(line);
  else for (const line of formatVerification(files, counts)) context.screen.print(line);
  return verificationExitCode(counts);
}

async function findPhotos(scan: SourceScan, folder: string | undefined): Promise<PhotoPairs> {
  if (folder === undefined) return separatePhotos(scan.files);
  const found = await scanSources([folder], { isLeavingOutResults: false });
  if (found.files.length === 0) {
    throw new MaskmendError('usage', 'holds no photos', { path: folder, hint: 'give --photos another folder' });
  }
  const photos = withoutFiles(found.files, scan.files);
  // The folder of photos may lie among the masks, or the masks among the photos.
  const masks = photos.length < found.files.length ? withoutFiles(scan.files, found.files) : scan.files;
  return masks.length === 0
    ? { masks: scan.files, photoOfMask: pairWithFolder(scan.files, photos) }
    : { masks, photoOfMask: pairWithFolder(masks, found.files) };
}

function withoutFiles(files: readonly SourceFile[], leftOut: readonly SourceFile[]): readonly SourceFile[] {
  const paths = new Set(leftOut.map(({ path }) => path));
  return files.filter(({ path }) => !paths.has(path));
}

function unreadable({ source, error }: SourceProblem): VerifiedFile {
  return { source, problems: [{ kind: 'unreadable', text: describeReason(error) }], warnings: [] };
}
