import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of real masks: `MASKMEND_DATA`, else `../shared/data/open` beside the repository; undefined where absent. */
export function openDataFolder(): string | undefined {
  const folder = process.env['MASKMEND_DATA'] ?? fileURLToPath(new URL('../../../shared/data/open', import.meta.url));
  return existsSync(join(folder, 'manifest.json')) ? folder : undefined;
}

/** Names of a folder's files of a type, sorted; without the folder. */
export function filesOfType(folder: string, extension: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(extension))
    .toSorted();
}
