import { startShell } from './electron/shell.ts';
import { startUtilityProcess } from './electron/utility-process.ts';
import { dataFolder } from './data-folder.ts';
import { startProcessesBy } from './jobs/own-process.ts';

startProcessesBy(startUtilityProcess);
// Not awaited: Electron becomes ready only when this module is loaded.
void startShell(dataFolder());
