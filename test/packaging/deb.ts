import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const standIn = fileURLToPath(new URL('stand-in-fpm.js', import.meta.url));

export const canReadDeb = spawnSync('dpkg-deb', ['--version']).status === 0;

/** What electron-builder is told in the environment, so that it packs a .deb by the stand-in in place of fpm. */
export function standInFpm(folder: string): NodeJS.ProcessEnv {
  const path = join(folder, 'fpm');
  writeFileSync(path, `#!/bin/sh\nexec '${process.execPath}' '${standIn}' "$@"\n`, { mode: 0o755 });
  return { ...process.env, CUSTOM_FPM_PATH: path };
}

/** The files of a Debian package, each with its mode as `ls` writes it. */
export function listDeb(deb: string): ReadonlyMap<string, string> {
  const lines = run(['--contents', deb]).trim().split('\n');
  return new Map(lines.map((line) => [line.split(' ./')[1] ?? '', line.split(' ')[0] ?? '']));
}

export function fieldOfDeb(deb: string, field: string): string {
  return run(['--field', deb, field]).trim();
}

/** One of the scripts that the package manager runs. */
export function scriptOfDeb(deb: string, name: string): string {
  return run(['--info', deb, name]);
}

export function unpackDeb(deb: string, folder: string): void {
  run(['--extract', deb, folder]);
}

function run(args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync('dpkg-deb', args, { encoding: 'utf8', maxBuffer: 64 * 1024 ** 2 });
  if (status !== 0) throw new Error(`dpkg-deb ${args.join(' ')}: ${stderr}`);
  return stdout;
}
