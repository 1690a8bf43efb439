import type { ErrorCode } from '../../shared/errors.ts';
import { MaskmendError } from '../../shared/errors.ts';

interface Reason {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint?: string;
}

type Reasons = Readonly<Partial<Record<string, Reason>>>;

const notThere: Reason = { code: 'not-found', message: 'there is no such file' };
const nameTooLong: Reason = { code: 'not-found', message: 'the name is longer than this disk allows' };

const readReasons: Reasons = {
  ENOENT: notThere,
  ENOTDIR: notThere,
  // A zero byte in the name.
  ERR_INVALID_ARG_VALUE: notThere,
  ENAMETOOLONG: nameTooLong,
  ELOOP: { code: 'not-found', message: 'the link leads in a circle' },
  EACCES: { code: 'permission-denied', message: 'you have no permission to read the file' },
  EPERM: { code: 'permission-denied', message: 'you have no permission to read the file' },
  EISDIR: { code: 'unsupported-format', message: 'this is a folder, not a file' },
  EIO: { code: 'corrupt-file', message: 'the disk fails to give the file back' },
};

const freeSpace = 'free some space or choose another folder';
const diskFull: Reason = { code: 'disk-full', message: 'the disk is full', hint: freeSpace };
const noPermission: Reason = {
  code: 'permission-denied',
  message: 'you have no permission to write here',
  hint: 'choose another folder',
};

const writeReasons: Reasons = {
  ENOSPC: diskFull,
  EDQUOT: { code: 'disk-full', message: 'your share of the disk is used up', hint: freeSpace },
  EFBIG: { code: 'disk-full', message: 'the file is larger than this disk or this session allows' },
  EACCES: noPermission,
  EPERM: noPermission,
  EROFS: { code: 'permission-denied', message: 'the disk is read-only', hint: 'choose another folder' },
  ENOENT: { code: 'not-found', message: 'the folder to write into does not exist or has vanished' },
  ENOTDIR: { code: 'not-found', message: 'the folder to write into is a file' },
  ENAMETOOLONG: nameTooLong,
  EISDIR: { code: 'exists', message: 'a folder of this name is in the way' },
};

/** Why a file could not be read, in words. */
export function readFailure(error: unknown, path: string): MaskmendError {
  return failure(error, path, readReasons);
}

/** Why a file could not be written, in words. */
export function writeFailure(error: unknown, path: string): MaskmendError {
  return failure(error, path, writeReasons);
}

function failure(cause: unknown, path: string, reasons: Reasons): MaskmendError {
  if (cause instanceof MaskmendError) return cause.path === undefined ? cause.at(path) : cause;
  const reason = cause instanceof Error && 'code' in cause ? reasons[String(cause.code)] : undefined;
  if (reason === undefined) return new MaskmendError('internal', String(cause), { path, cause });
  return new MaskmendError(reason.code, reason.message, { path, cause, ...(reason.hint && { hint: reason.hint }) });
}
