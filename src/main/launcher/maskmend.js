#!/usr/bin/env node
// The command behind `bin`: finds a sufficient Node, sees to it that the build is fresh, starts the command line.
import { existsSync } from 'node:fs';
// As a whole: a named import of what an older Node lacks would end the launcher there.
import * as nodeModule from 'node:module';
import { fileURLToPath } from 'node:url';
import { afterCrash } from './after-crash.js';
import { explainMissingPart, isCurrentNodeSufficient, runUnderBundledNode } from './node-runtime.js';

if (isCurrentNodeSufficient()) await start();
else runUnderBundledNode(fileURLToPath(import.meta.url), process.argv.slice(2), afterCrash);

async function start() {
  try {
    // An installed package holds the built program only.
    const isCheckout = existsSync(new URL('../cli.ts', import.meta.url));
    if (isCheckout) await build();
    // Compiled code is kept between runs, for this process and its worker threads.
    nodeModule.enableCompileCache();
    const { finished } = await import('../../../dist/main/cli.js');
    await finished;
  } catch (error) {
    if (!explainMissingPart(error)) throw error;
  }
}

async function build() {
  const { ensureFreshBuild, ensureFreshRenderer } = await import('../build/fresh-build.js');
  await ensureFreshBuild();
  // Only this command shows the interface.
  if (process.argv[2] === 'serve') await ensureFreshRenderer();
}
