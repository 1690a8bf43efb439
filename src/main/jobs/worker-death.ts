import { MaskmendError } from '../../shared/errors.ts';

/** The work on a task ended with its thread or its process, by the task's own doing. */
export class WorkerDeath extends MaskmendError {}

/** A process that was to do a task ended before it had an answer; the message says how. */
export class ProcessDeath extends Error {}
