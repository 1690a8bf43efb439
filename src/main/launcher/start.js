// `npm start`: the desktop app where Electron's runtime is there, or can be got; else the same app in a browser tab.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { explainMissingPart, isCurrentNodeSufficient, runUnderBundledNode } from './node-runtime.js';

const DOWNLOAD_LIMIT_MS = 120_000;
/** What ends with an error before this had no window that anybody saw. */
const START_LIMIT_MS = 5000;
const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

if (isCurrentNodeSufficient()) {
  await start(process.argv.slice(2)).catch((error) => {
    if (!explainMissingPart(error)) throw error;
  });
} else runUnderBundledNode(fileURLToPath(import.meta.url), process.argv.slice(2));

async function start(args) {
  const mayDownload = !args.includes('--no-download');
  const paths = args.filter((argument) => argument !== '--no-download');
  if (existsSync(join(ROOT, 'src/main/cli.ts'))) await build();
  const { runtime, reason } = hasScreen() ? await findRuntime(mayDownload) : { reason: 'there is no screen here' };
  const failure = runtime === undefined ? reason : await runDesktop(runtime, paths);
  if (failure === undefined) return;
  process.stderr.write(`maskmend: ${failure}; the app opens in the browser instead\n`);
  process.argv.splice(2, Infinity, 'serve', '--open', ...(paths.length > 0 ? paths : ['--last']));
  await import('./maskmend.js');
}

function hasScreen() {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  return process.platform !== 'linux' || Boolean(DISPLAY || WAYLAND_DISPLAY);
}

async function build() {
  const { ensureFreshBuild, ensureFreshRenderer } = await import('../build/fresh-build.js');
  await ensureFreshBuild();
  await ensureFreshRenderer();
}

/** Resolves when the desktop app has ended; with the reason where it could not even start (a library that is missing, no sandbox). */
function runDesktop(runtime, paths) {
  const startedAt = performance.now();
  const env = { ...process.env };
  // Set in the terminals of some editors; with it Electron is a plain Node.
  delete env.ELECTRON_RUN_AS_NODE;
  const child = spawn(runtime, [ROOT, ...paths], { stdio: 'inherit', env });
  let isAsked = false;
  const passOn = (signal) => {
    isAsked = true;
    child.kill(signal);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, passOn);
  return new Promise((resolve) => {
    const end = (reason) => {
      for (const signal of signals) process.off(signal, passOn);
      resolve(reason);
    };
    child.on('error', (error) => end(`Electron does not start (${error.message})`));
    child.on('exit', (code, signal) => {
      const isFailure = !isAsked && code !== 0 && performance.now() - startedAt < START_LIMIT_MS;
      process.exitCode = isFailure ? 0 : (code ?? 1);
      end(isFailure ? `Electron does not start here (it ended with ${code ?? signal})` : undefined);
    });
  });
}

/** The path of Electron's binary, or why there is none. It is fetched once; a failure is remembered for that version. */
async function findRuntime(mayDownload) {
  const electron = electronFolder();
  if (electron === undefined) return { reason: 'Electron is not installed' };
  const present = runtimeIn(electron);
  if (present !== undefined) return { runtime: present };
  if (!mayDownload) return { reason: "Electron's runtime is not here" };
  const { version } = JSON.parse(readFileSync(join(electron, 'package.json'), 'utf8'));
  const note = join(ROOT, 'dist', 'electron-download-failed.txt');
  if (existsSync(note) && readFileSync(note, 'utf8') === version) {
    return { reason: `Electron's runtime could not be fetched before (delete ${note} to try again)` };
  }
  process.stderr.write("maskmend: fetching Electron's runtime, once\n");
  await install(electron);
  const runtime = runtimeIn(electron);
  if (runtime !== undefined) return { runtime };
  mkdirSync(dirname(note), { recursive: true });
  writeFileSync(note, version);
  return { reason: "Electron's runtime could not be fetched" };
}

function electronFolder() {
  try {
    return dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  } catch {
    return undefined;
  }
}

// The package notes in path.txt where its binary stands below dist.
function runtimeIn(electron) {
  const note = join(electron, 'path.txt');
  if (!existsSync(note)) return undefined;
  const binary = join(electron, 'dist', readFileSync(note, 'utf8'));
  return existsSync(binary) ? binary : undefined;
}

/** Resolves when the package's own installer has ended, one way or the other. */
function install(electron) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(electron, 'install.js')], {
      stdio: 'ignore',
      timeout: DOWNLOAD_LIMIT_MS,
    });
    child.on('error', resolve);
    child.on('exit', resolve);
  });
}
