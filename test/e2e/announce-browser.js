// Says which browser the tests run in; where there is none they are skipped, and that is said loudly.
import { readdirSync, readFileSync } from 'node:fs';
import { findBrowser } from './find-browser.js';

const TEST_FOLDERS = ['./', '../viewer/browser/'];

export function setup() {
  const browser = findBrowser();
  if (browser !== undefined) {
    console.log(`end-to-end tests run in ${browser}`);
    return;
  }
  const count = TEST_FOLDERS.flatMap((path) => {
    const folder = new URL(path, import.meta.url);
    return readdirSync(folder)
      .filter((name) => name.endsWith('.test.ts'))
      .map((name) => readFileSync(new URL(name, folder), 'utf8').match(/^\s*(?:app|viewer)Test\(/gm)?.length ?? 0);
  }).reduce((sum, tests) => sum + tests, 0);
  console.log(
    `!!! NO BROWSER: ${count} END-TO-END TESTS SKIPPED. Install Chromium, or name one in MASKMEND_BROWSER. !!!`,
  );
}
