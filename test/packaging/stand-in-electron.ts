import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What Electron's own program holds where its fuses are: the mark, a version, their number, and each as a digit. */
const FUSES = Buffer.concat([
  Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
  Buffer.of(1, 9),
  Buffer.from('101110001', 'latin1'),
]);

const FILES = ['LICENSE', 'LICENSES.chromium.html', 'chrome-sandbox', 'chrome_crashpad_handler', 'icudtl.dat'];

/** A folder that electron-builder takes for Electron's runtime on Linux: the files it looks for, and none that runs. */
export function makeStandInElectron(folder: string, version: string): string {
  for (const inner of ['resources', 'locales']) mkdirSync(join(folder, inner), { recursive: true });
  for (const name of FILES) writeFileSync(join(folder, name), 'stand-in');
  writeFileSync(join(folder, 'version'), version);
  writeFileSync(join(folder, 'locales/en-US.pak'), 'stand-in');
  writeFileSync(join(folder, 'electron'), Buffer.concat([Buffer.alloc(512), FUSES, Buffer.alloc(512)]));
  chmodSync(join(folder, 'electron'), 0o755);
  return folder;
}

/** The fuses of a packed program, in Electron's order, 1 for on. */
export function readFuses(program: Buffer): string {
  const at = program.indexOf(FUSES.subarray(0, 32));
  return program.toString('latin1', at + 34, at + 34 + program[at + 33]);
}
