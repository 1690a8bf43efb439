import { homedir } from 'node:os';
import { join } from 'node:path';

/** The program's own folder for settings, recent projects, the sample and the log; MASKMEND_HOME names another one. */
export function dataFolder(): string {
  const named = process.env['MASKMEND_HOME'];
  if (named) return named;
  if (process.platform === 'win32') {
    return join(process.env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), 'Maskmend');
  }
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Maskmend');
  return join(process.env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'maskmend');
}
