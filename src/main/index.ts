import { startShell } from './electron/shell.ts';
import { startUtilityProcess } from './electron/utility-process.ts';
import { dataFolder } from './data-folder.ts';
import { keepFileThreadsAwake } from './file-system.ts';
import { startProcessesBy } from './jobs/own-process.ts';

startProcessesBy(startUtilityProcess);
keepFileThreadsAwake();
// Inherited by threads and processes; see codec/sharp/load-sharp.ts.
if (process.platform === 'linux') process.env['MASKMEND_SHARP'] = 'wasm';
// Not awaited: Electron becomes ready only when this module is loaded.
void startShell(dataFolder());
