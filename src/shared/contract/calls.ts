import type { z } from 'zod';
import { appCalls } from './app-calls.ts';
import { classCalls } from './class-calls.ts';
import { exportCalls } from './export-calls.ts';
import { folderCalls } from './folder-calls.ts';
import { jobCalls } from './job-calls.ts';
import { measureCalls } from './measure-calls.ts';
import { objectCalls } from './object-calls.ts';
import { projectCalls } from './project-calls.ts';
import { reviewCalls } from './review-calls.ts';
import { sourceCalls } from './source-calls.ts';

/**
 * Every call of the interface to the services. Both hosts carry a call as JSON: input in, `CallAnswer` out. Calls that
 * need a project throw `no-project` where none is open.
 */
export const calls = {
  ...appCalls,
  ...projectCalls,
  ...sourceCalls,
  ...folderCalls,
  ...classCalls,
  ...jobCalls,
  ...exportCalls,
  ...measureCalls,
  ...reviewCalls,
  ...objectCalls,
};

export type CallName = keyof typeof calls;
/** What the caller gives. */
export type CallInput<Name extends CallName> = z.input<(typeof calls)[Name]['input']>;
/** What the handler gets: the input as its schema reads it. */
export type ParsedInput<Name extends CallName> = z.output<(typeof calls)[Name]['input']>;
export type CallOutput<Name extends CallName> = z.output<(typeof calls)[Name]['output']>;
