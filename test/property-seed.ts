// Property tests draw the same cases on every run, so that a failure is seen again by whoever looks into it.
// MASKMEND_SEED=random, or any number, draws others.
import fc from 'fast-check';

const asked = process.env['MASKMEND_SEED'];
if (asked !== 'random') fc.configureGlobal({ seed: Number(asked ?? 1) });
