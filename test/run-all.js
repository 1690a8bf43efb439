// Everything that must hold, in one run: types, lint, format, layers, unused code, tests. Checks share the cores with the
// tests; those in a browser come after both. Output of a step is printed whole when the step ends.
import { spawn } from 'node:child_process';

const node = process.execPath;
const bin = (path) => `node_modules/${path}`;
const LANES = [
  [
    ['types: shared', [bin('typescript/bin/tsc'), '-p', 'src/shared']],
    ['types: renderer', [bin('typescript/bin/tsc'), '-p', 'src/renderer']],
    ['types: main and test', [bin('typescript/bin/tsc'), '-p', 'test']],
    ['format', [bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.']],
    [
      'layers',
      [
        bin('dependency-cruiser/bin/dependency-cruiser.mjs'),
        '--config',
        '.dependency-cruiser.json',
        'src',
        'test',
        'assets',
      ],
    ],
    ['unused code', [bin('knip/bin/knip.js')]],
    ['lint', [bin('eslint/bin/eslint.js'), '--max-warnings', '0', '.']],
  ],
  [['tests', [bin('vitest/vitest.mjs'), 'run', ...process.argv.slice(2)]]],
];
/** By themselves: frames and answers are held against the clock. */
const IN_BROWSER = [
  ['end to end', [bin('vitest/vitest.mjs'), 'run', '--config', 'test/e2e/vitest.config.js', ...process.argv.slice(2)]],
];

const failed = (await Promise.all(LANES.map(runLane))).flat();
failed.push(...(await runLane(IN_BROWSER)));
process.stdout.write(failed.length === 0 ? 'all checks passed\n' : `failed: ${failed.join(', ')}\n`);
process.exitCode = failed.length === 0 ? 0 : 1;

async function runLane(steps) {
  const failures = [];
  for (const [name, args] of steps) {
    if (!(await runStep(name, args))) failures.push(name);
  }
  return failures;
}

function runStep(name, args) {
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn(node, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const chunks = [];
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.stderr.on('data', (chunk) => chunks.push(chunk));
    child.on('close', (code) => {
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      process.stdout.write(
        `--- ${name}: ${code === 0 ? 'ok' : 'FAILED'} (${seconds} s)\n${Buffer.concat(chunks).toString()}`,
      );
      resolve(code === 0);
    });
  });
}
