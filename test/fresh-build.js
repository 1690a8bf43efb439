// Before any test runs: tests that start the program find it built, and do not build it at one time.
import { ensureFreshBuild, ensureFreshRenderer } from '../src/main/build/fresh-build.js';

export async function setup() {
  await ensureFreshBuild();
  await ensureFreshRenderer();
}
