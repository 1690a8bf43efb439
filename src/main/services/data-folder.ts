import { homedir } from 'node:os';
import { join } from 'node:path';

/** The program's own folder for settings, recent projects, the sample and the log; MASKMEND_HOME names another one. */
export function dataFolder(): string {
  const named = process.env['MASKMEND_HOME'];
  if (named) return named;
  switch (process.platform) {
    case 'win32':
      return join(process.env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), 'Maskmend');
    case 'darwin':
      return join(homedir(), 'Library', 'Application Support', 'Maskmend');
    default:
      return join(process.env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'maskmend');
  }
}
