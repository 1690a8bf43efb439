// node on-node-24.js SCRIPT [ARG...]: runs a script of this repository under a sufficient Node, for the npm scripts.
import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import { isCurrentNodeSufficient, runUnderBundledNode } from './node-runtime.js';

const [script, ...args] = process.argv.slice(2);
const scriptPath = resolve(script);
if (isCurrentNodeSufficient()) {
  process.argv.splice(1, process.argv.length - 1, scriptPath, ...args);
  await import(pathToFileURL(scriptPath).href);
} else {
  runUnderBundledNode(scriptPath, args);
}
