import type { ErrorCode, HintOption } from '../../shared/errors.ts';
import { MaskmendError } from '../../shared/errors.ts';

interface Reason {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint?: string;
  readonly option?: HintOption;
}

type Reasons = Readonly<Partial<Record<string, Reason>>>;

const notThere: Reason = { code: 'not-found', message: 'does not exist' };
/** Arguments that are no UTF-8 come through npm as U+FFFD. */
const lostOnTheWay: Reason = {
  ...notThere,
  hint: 'its name is no UTF-8 and did not come through whole: name the folder it lies in',
  option: '--files-from',
};
const notReadable: Reason = { code: 'permission-denied', message: 'this user may not read it' };

const readReasons: Reasons = {
  ENOENT: notThere,
  ENOTDIR: { code: 'not-found', message: 'does not exist: a part of its path is a file' },
  // A zero byte in the name.
  ERR_INVALID_ARG_VALUE: notThere,
  ENAMETOOLONG: { code: 'not-found', message: 'does not exist: its name is too long' },
  ELOOP: { code: 'not-found', message: 'is a symbolic link that leads to itself' },
  EACCES: notReadable,
  EPERM: notReadable,
  EISDIR: { code: 'unsupported-format', message: 'this is a folder, not a file' },
  EIO: { code: 'corrupt-file', message: 'the disk fails to give it back' },
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
  ENAMETOOLONG: { code: 'not-found', message: 'the name is longer than this disk allows' },
  EISDIR: { code: 'exists', message: 'a folder of this name is in the way' },
  EEXIST: { code: 'exists', message: 'a file of this name is in the way' },
};

/** Why a file or folder could not be read, in words. */
export function readFailure(error: unknown, path?: string): MaskmendError {
  return failure(error, path, readReasons);
}

/** Why a file could not be written, in words. */
export function writeFailure(error: unknown, path: string): MaskmendError {
  return failure(error, path, writeReasons);
}

function failure(cause: unknown, path: string | undefined, reasons: Reasons): MaskmendError {
  if (cause instanceof MaskmendError) return cause.path === undefined && path !== undefined ? cause.at(path) : cause;
  const known = cause instanceof Error && 'code' in cause ? reasons[String(cause.code)] : undefined;
  const reason = known === notThere && nameIn(cause, path).includes('\ufffd') ? lostOnTheWay : known;
  const { code, message, ...advice } = reason ?? ({ code: 'internal', message: String(cause) } as const);
  return new MaskmendError(code, message, { cause, ...(path !== undefined && { path }), ...advice });
}

function nameIn(cause: unknown, path: string | undefined): string {
  const own = cause instanceof Error && 'path' in cause ? String(cause.path) : '';
  return path ?? own;
}
