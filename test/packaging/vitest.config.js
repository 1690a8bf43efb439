import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// What takes longer than a run of all tests should: `npm run packages`.
export default defineConfig({
  test: {
    root: fileURLToPath(new URL('../..', import.meta.url)),
    include: ['test/packaging/**/*.slow.ts'],
    globalSetup: ['test/fresh-build.js'],
    testTimeout: 240_000,
    hookTimeout: 600_000,
  },
});
