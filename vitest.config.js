import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { configDefaults, defineConfig } from 'vitest/config';

// Threads start from TypeScript here; compiled once for all tests, they do so in a fraction of the time.
process.env['NODE_COMPILE_CACHE'] ??= join(tmpdir(), 'maskmend-test-compile-cache');

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // In a browser, one file after the other: test/e2e/vitest.config.js.
    exclude: [...configDefaults.exclude, 'test/e2e/**', 'test/viewer/browser/**'],
    globalSetup: ['test/fresh-build.js'],
    // Where the program keeps what is its own: not among what the person who runs the tests has.
    env: { MASKMEND_HOME: join(tmpdir(), 'maskmend-test-home') },
    setupFiles: ['test/property-seed.ts', 'test/tell-first-failure.ts'],
    // Tests with real processes and deadlines, on machines that others use too: tried twice, and said where it was needed.
    retry: 1,
    // Much of the time is spent on processes that tests start, and wait for: one file for each core, none left out.
    maxWorkers: availableParallelism(),
    testTimeout: 120_000,
    hookTimeout: 60_000,
  },
});
