import { limitNames } from './limit-names.ts';

/** The closed set of reasons for which work on a file, a project or a command can fail. */
export const errorCodes = [
  'cancelled',
  'conflict',
  'corrupt-file',
  'disk-full',
  'exists',
  'internal',
  'invalid-palette',
  'no-project',
  'not-found',
  'permission-denied',
  'project-busy',
  'project-damaged',
  'project-newer',
  'too-large',
  'truncated-file',
  'unsupported-format',
  'usage',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** Options and commands of the command line that a hint may be about: it alone names them. */
export const hintOptions = [
  '--confidence',
  '--files-from',
  '--from',
  '--index',
  '--out',
  '--overwrite',
  '--palette',
  '--port',
  '--root',
  '--tile',
  '--to',
  '--void',
  'maskmend repair',
  ...limitNames.map((name) => `--limit ${name}` as const),
] as const;
export type HintOption = (typeof hintOptions)[number];

/** An error as data: what crosses a thread, a process or a report. */
export interface ErrorData {
  readonly code: ErrorCode;
  /** What happened, in words for the person, without the file's name. */
  readonly message: string;
  /** What to do about it, in the app and at the command line alike. */
  readonly hint?: string | undefined;
  /** By what the hint is followed at the command line. */
  readonly option?: HintOption | undefined;
  /** The file or project it happened to. */
  readonly path?: string | undefined;
}

/** The one error type of the program: an expected failure, told in words that a person can act on. */
export class MaskmendError extends Error {
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly option: HintOption | undefined;
  readonly path: string | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    details: { hint?: string; option?: HintOption; path?: string; cause?: unknown } = {},
  ) {
    super(message, { cause: details.cause });
    this.name = 'MaskmendError';
    this.code = code;
    this.hint = details.hint;
    this.option = details.option;
    this.path = details.path;
  }

  /** The same failure, told of a certain file. */
  at(path: string): MaskmendError {
    const { hint, option } = this;
    return new MaskmendError(this.code, this.message, {
      path,
      cause: this,
      ...(hint && { hint }),
      ...(option && { option }),
    });
  }
}

/** Any thrown thing as data; what is not ours becomes `internal` with its message. */
export function toErrorData(error: unknown): ErrorData {
  if (error instanceof MaskmendError) {
    const { code, message, hint, option, path } = error;
    return { code, message, hint, ...(option && { option }), path };
  }
  return { code: 'internal', message: error instanceof Error ? error.message : String(error) };
}

/** Whether a thread that answers has told an expected failure. */
export function isErrorData(value: unknown): value is ErrorData {
  if (typeof value !== 'object' || value === null || value instanceof Error) return false;
  if (!('code' in value) || !('message' in value)) return false;
  return typeof value.message === 'string' && errorCodes.some((code) => code === value.code);
}

export function fromErrorData(data: ErrorData): MaskmendError {
  return new MaskmendError(data.code, data.message, {
    ...(data.hint !== undefined && { hint: data.hint }),
    ...(data.option !== undefined && { option: data.option }),
    ...(data.path !== undefined && { path: data.path }),
  });
}

/** One line for a person: `path: message; hint`. */
export function describeError(data: ErrorData): string {
  const place = data.path === undefined ? '' : `${data.path}: `;
  return `${place}${data.message}${data.hint === undefined ? '' : `; ${data.hint}`}`;
}
