import type { z } from 'zod';

/** The first thing that is wrong with a value that a file holds, in words: `width: expected a whole number`. */
export function firstIssue(error: z.ZodError): string {
  const issue = error.issues.at(0);
  if (issue === undefined || issue.path.length === 0) return 'it is no object';
  return `${issue.path.join('.')}: ${issue.message.replace(/^Invalid input: /, '')}`;
}
