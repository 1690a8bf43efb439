import type { FileFormat } from '../../../shared/model/file-format.ts';
import { MaskmendError } from '../../../shared/errors.ts';
import { formatNames } from '../../../shared/model/format-names.ts';

/** libvips and its decoders tell only in prose what went wrong. */
const endsEarly =
  /unexpected end|insufficient|too small|truncat|bad seek|premature|not enough|cannot read full|read error/i;

/** A failure of sharp in words for a person. */
export function sharpFailure(cause: unknown, format: FileFormat): MaskmendError {
  if (cause instanceof MaskmendError) return cause;
  const reason = cause instanceof Error ? cause.message : String(cause);
  const name = formatNames[format];
  if (/exceeds pixel limit/i.test(reason))
    return new MaskmendError('too-large', `the ${name} has too many pixels`, { cause });
  if (/not been built in|not supported|unsupported (feature|codec)/i.test(reason)) {
    return new MaskmendError('unsupported-format', `this kind of ${name} cannot be read (${firstLine(reason)})`, {
      cause,
      hint: 'export the mask as PNG from the program that made it',
    });
  }
  if (endsEarly.test(reason)) {
    return new MaskmendError('truncated-file', `the ${name} ends before its picture does`, { cause });
  }
  return new MaskmendError('corrupt-file', `the ${name} is damaged (${firstLine(reason)})`, { cause });
}

function firstLine(text: string): string {
  return text.split('\n', 1).join().trim();
}
