import { startShell } from './electron/shell.ts';
import { dataFolder } from './services/data-folder.ts';

// Not awaited: Electron becomes ready only when this module is loaded.
void startShell(dataFolder());
