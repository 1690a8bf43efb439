import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // In a browser, one file after the other: test/e2e/vitest.config.js.
    exclude: [...configDefaults.exclude, 'test/e2e/**', 'test/viewer/browser/**'],
    globalSetup: ['test/fresh-build.js'],
    testTimeout: 120_000,
    hookTimeout: 60_000,
  },
});
