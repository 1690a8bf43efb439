import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // In a browser, one file after the other: test/e2e/vitest.config.js.
    exclude: [...configDefaults.exclude, 'test/e2e/**', 'test/viewer/browser/**'],
    globalSetup: ['test/fresh-build.js'],
    setupFiles: ['test/property-seed.ts'],
    // Tests with real processes and deadlines, on machines that others use too: tried twice, and said where it was needed.
    retry: 1,
    testTimeout: 120_000,
    hookTimeout: 60_000,
  },
});
