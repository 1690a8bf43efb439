import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: fileURLToPath(new URL('../..', import.meta.url)),
    include: ['test/e2e/**/*.test.ts', 'test/viewer/browser/**/*.test.ts'],
    globalSetup: ['test/fresh-build.js', 'test/e2e/announce-browser.js'],
    // Every file has a browser and a server with all its workers: side by side they would measure each other.
    fileParallelism: false,
    expect: { poll: { timeout: 60_000 } },
    testTimeout: 240_000,
    setupFiles: ['test/tell-first-failure.ts'],
    // A machine that stands still for a moment is no fault of the program; what is broken fails twice.
    retry: 1,
    hookTimeout: 60_000,
  },
});
