import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FuzzOutcome } from './fuzz-loop.ts';

/** An input that a reader failed on as none should. */
interface Finding {
  readonly kind: 'failure' | 'hang' | 'memory' | 'death';
  readonly input: Uint8Array;
  readonly trace: string;
}

export interface FuzzResult {
  /** Undefined where a hang, the memory or its death ended the process. */
  readonly outcome: FuzzOutcome | undefined;
  readonly findings: readonly Finding[];
}

export interface FuzzRequest {
  readonly target: string;
  readonly seconds: number;
  readonly seed: number;
}

const HANG_MS = 2000;
/** A process that waits for nothing takes no time of the processor: then the clock tells. */
const STILL_MS = 60_000;
/** Before the first input the process loads its code and makes its seeds. */
const START_MS = 30_000;
const LOOK_MS = 100;
const MEMORY_DISK = '/dev/shm';
/** Beyond what the process has when an input begins. Inputs are small, and the limits that readers are given as well. */
const MOST_BYTES = 768 * 1024 ** 2;
const HEAP_MEGABYTES = 384;

type Message = { kind: 'finding'; input: string; trace: string } | { kind: 'end'; outcome: FuzzOutcome };

/** Tries a target in a process of its own and watches over its time and memory. */
export async function runFuzz({ target, seconds, seed }: FuzzRequest): Promise<FuzzResult> {
  const folder = mkdtempSync(join(existsSync(MEMORY_DISK) ? MEMORY_DISK : tmpdir(), 'maskmend-fuzz-'));
  const currentFile = join(folder, 'current');
  const busyFile = join(folder, 'busy');
  const script = fileURLToPath(new URL('fuzz-child.ts', import.meta.url));
  const child = fork(script, [target, String(seconds), String(seed), currentFile, busyFile], {
    execArgv: ['--expose-gc', `--max-old-space-size=${HEAP_MEGABYTES}`],
    env: { ...process.env, TMPDIR: folder },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const findings = new Map<string, Finding>();
  let outcome: FuzzOutcome | undefined;
  let ended: Finding['kind'] = 'death';
  child.on('message', (message: Message) => {
    if (message.kind === 'end') outcome = message.outcome;
    else {
      const place = message.trace.split('\n').slice(0, 3).join('\n');
      const input = Buffer.from(message.input, 'base64');
      if (!findings.has(place)) findings.set(place, { kind: 'failure', input, trace: message.trace });
    }
  });
  const watch = new InputWatch(child.pid, busyFile);
  const timer = setInterval(() => {
    const trouble = watch.look();
    if (trouble === undefined || (trouble === 'hang' && outcome !== undefined)) return;
    ended = trouble;
    child.kill('SIGKILL');
  }, LOOK_MS);
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  clearInterval(timer);
  if (outcome === undefined) {
    const trace = `${target}: the process ended with ${String(code ?? signal)}`;
    findings.set(ended, { kind: ended, input: readQuietly(currentFile), trace });
  }
  rmSync(folder, { recursive: true, force: true });
  return { outcome, findings: [...findings.values()] };
}

/**
 * Looks whether one input takes too long, in time of the processor, since others may have it meanwhile; or too much memory,
 * beside what was there before.
 */
class InputWatch {
  readonly #pid: number | undefined;
  readonly #busyFile: string;
  readonly #started = performance.now();
  #begun = 0;
  #spentMs = 0;
  #bytes = 0;
  #since = performance.now();

  constructor(pid: number | undefined, busyFile: string) {
    this.#pid = pid;
    this.#busyFile = busyFile;
  }

  look(): 'hang' | 'memory' | undefined {
    const begun = statSync(this.#busyFile, { throwIfNoEntry: false })?.mtimeMs;
    const spentMs = processorMs(this.#pid);
    const bytes = residentBytes(this.#pid);
    if (begun === undefined) {
      return performance.now() - this.#started > START_MS && spentMs > START_MS ? 'hang' : undefined;
    }
    if (bytes - this.#bytes > MOST_BYTES) return 'memory';
    if (begun !== this.#begun || readQuietly(this.#busyFile).toString() !== '1') {
      this.#begun = begun;
      this.#spentMs = spentMs;
      this.#bytes = bytes;
      this.#since = performance.now();
    }
    const isStill = performance.now() - this.#since > STILL_MS;
    return isStill || spentMs - this.#spentMs > HANG_MS ? 'hang' : undefined;
  }
}

/** Time of the processor that a process has had; where the system does not tell, the time of day. */
function processorMs(pid: number | undefined): number {
  const fields =
    readQuietly(`/proc/${String(pid)}/stat`)
      .toString()
      .split(') ')
      .at(-1)
      ?.split(' ') ?? [];
  // Fields 14 and 15 of proc(5), in hundredths of a second.
  return fields.length > 13 ? 10 * (Number(fields[11]) + Number(fields[12])) : performance.now();
}

function residentBytes(pid: number | undefined): number {
  if (process.platform !== 'linux' || pid === undefined) return 0;
  const pages = /^\d+ (\d+)/.exec(readQuietly(`/proc/${String(pid)}/statm`).toString())?.[1];
  return Number(pages ?? 0) * 4096;
}

function readQuietly(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    return Buffer.alloc(0);
  }
}
