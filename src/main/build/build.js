// npm's prepare step: builds what entry points run.
import { buildProgram } from './build-program.js';

await buildProgram();
