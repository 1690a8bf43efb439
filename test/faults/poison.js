// Loaded before the program: in its threads, work on files of certain names does what no work should.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { isMainThread } from 'node:worker_threads';

if (!isMainThread) {
  const { statSync } = fs;
  fs.statSync = (path, options) => {
    const name = String(path);
    if (name.includes('ends-its-thread')) process.exit(3);
    if (name.includes('hangs')) for (;;);
    if (name.includes('crashes')) process.kill(process.pid, 'SIGSEGV');
    return statSync(path, options);
  };
  syncBuiltinESMExports();
}
