// npm's prepare step: builds what entry points run.
import { buildProgram } from './build-program.js';
import { buildRenderer } from './build-renderer.js';

await buildProgram();
await buildRenderer();
