import { execFileSync } from 'node:child_process';

/** What came of reading files, one after the other, in a process of its own. */
export interface ChildReading {
  readonly files: readonly {
    /** The code of the error, `none` where there was none. */
    readonly code: string;
    readonly message: string;
    readonly ms: number;
  }[];
  /** The most memory that the process ever held, in megabytes. */
  readonly peakMegabytes: number;
  /** Native libraries that the process has loaded. */
  readonly libraries: readonly string[];
}

const reader = new URL('../../src/main/codec/read-mask-file.ts', import.meta.url).href;
const limits = new URL('../../src/shared/limits.ts', import.meta.url).href;

const script = `
  import { readMaskFile } from ${JSON.stringify(reader)};
  import { defaultReadLimits } from ${JSON.stringify(limits)};
  const [user, ...paths] = process.argv.slice(1);
  if (user !== '-') process.setuid(Number(user));
  const files = [];
  for (const path of paths) {
    const start = performance.now();
    const error = await readMaskFile(path, defaultReadLimits).then(() => undefined, (error) => error);
    files.push({ code: error?.code ?? 'none', message: error?.message ?? '', ms: performance.now() - start });
  }
  const peakMegabytes = process.resourceUsage().maxRSS / 1024;
  console.log(JSON.stringify({ files, peakMegabytes, libraries: process.report.getReport().sharedObjects }));
`;

/**
 * Reads files in a process of its own, as another user where one is given (which only root may): for what must be
 * measured or could hang or bring down the process.
 */
export function readInChild(paths: readonly string[], user?: number): ChildReading {
  const parameters = ['--input-type=module', '-e', script, '--', user === undefined ? '-' : String(user), ...paths];
  const output = execFileSync(process.execPath, parameters, { encoding: 'utf8', timeout: 30_000 });
  // The script above prints this and nothing else.
  return JSON.parse(output) as ChildReading;
}
