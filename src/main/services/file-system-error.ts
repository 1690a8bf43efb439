import { MaskmendError, type ErrorCode } from '../../shared/errors.ts';

const REASONS: Readonly<Record<string, readonly [ErrorCode, string]>> = {
  ENOENT: ['not-found', 'does not exist'],
  ENOTDIR: ['not-found', 'does not exist: a part of its path is a file'],
  EACCES: ['permission-denied', 'this user may not read it'],
  EPERM: ['permission-denied', 'this user may not read it'],
  ELOOP: ['not-found', 'is a symbolic link that leads to itself'],
  ENAMETOOLONG: ['not-found', 'does not exist: its name is too long'],
};

/** A failure to look at a file or folder, in words; what is no such failure is returned as it came. */
export function describeFileSystemError(error: unknown, path?: string): unknown {
  if (!(error instanceof Error) || !('code' in error) || error instanceof MaskmendError) return error;
  const [code, message] = REASONS[String(error.code)] ?? ['corrupt-file', `could not be read (${error.message})`];
  return new MaskmendError(code, message, { cause: error, ...(path !== undefined && { path }) });
}
