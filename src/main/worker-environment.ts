import { getCompileCacheDir } from 'node:module';

/** The environment for a worker thread: threads take the compile cache from there only, not from this process. */
export function workerEnvironment(): NodeJS.ProcessEnv {
  const directory = getCompileCacheDir();
  return directory === undefined ? process.env : { ...process.env, NODE_COMPILE_CACHE: directory };
}
