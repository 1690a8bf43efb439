import { execFileSync } from 'node:child_process';

/** What came of reading a file in a process of its own. */
export interface ChildReading {
  /** The code of the error, `none` where there was none. */
  readonly code: string;
  readonly message: string;
  /** The most memory that the process ever held, in megabytes. */
  readonly peakMegabytes: number;
  readonly ms: number;
}

const reader = new URL('../../src/main/codec/read-mask-file.ts', import.meta.url).href;
const limits = new URL('../../src/shared/limits.ts', import.meta.url).href;

const script = `
  import { readMaskFile } from ${JSON.stringify(reader)};
  import { defaultReadLimits } from ${JSON.stringify(limits)};
  const [path, user] = process.argv.slice(-2);
  if (user !== '-') process.setuid(Number(user));
  const start = performance.now();
  const error = await readMaskFile(path, defaultReadLimits).then(() => undefined, (error) => error);
  console.log(JSON.stringify({
    code: error?.code ?? 'none',
    message: error?.message ?? '',
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
    ms: performance.now() - start,
  }));
`;

/**
 * Reads a file in a process of its own, as another user where one is given (which only root may): for what must be
 * measured or could hang or bring down the process.
 */
export function readInChild(path: string, user?: number): ChildReading {
  const parameters = ['--input-type=module', '-e', script, '--', path, user === undefined ? '-' : String(user)];
  const output = execFileSync(process.execPath, parameters, { encoding: 'utf8', timeout: 30_000 });
  // The script above prints this and nothing else.
  return JSON.parse(output) as ChildReading;
}
