import { InvalidArgumentError } from 'commander';
import { MaskmendError } from '../../shared/errors.ts';
import type { ChosenLimits } from '../../shared/limits.ts';
import { parseLimit } from '../../shared/parse-limits.ts';
import { PART_NAME, type Shard } from '../services/repair/run-part.ts';

const MAX_WORKERS = 1024;
const MIN_MEMORY_BYTES = 16 * 1024 ** 2;
const SIZE_UNITS = { '': 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3, t: 1024 ** 4 } as const;

/** One path more of a list; an empty one, as an unset variable of a shell leaves it, would mean the current folder. */
export function parsePaths(path: string, earlier: readonly string[] | undefined): readonly string[] {
  return [...(earlier ?? []), parsePath(path)];
}

export function parsePath(path: string): string {
  if (path === '') throw new InvalidArgumentError('Expected a path but received an empty text.');
  return path;
}

/** Threads, 1..1024. */
export function parseWorkers(text: string): number {
  const workers = parseWhole(text);
  if (workers >= 1 && workers <= MAX_WORKERS) return workers;
  throw new InvalidArgumentError(`Expected a whole number from 1 to ${MAX_WORKERS}.`);
}

/** A port, 0..65535; 0 stands for any that is free. */
export function parsePort(text: string): number {
  const port = parseWhole(text);
  if (port >= 0 && port <= 65_535) return port;
  throw new InvalidArgumentError('Expected a port from 0 to 65535.');
}

/** A count from 0 up. */
export function parseCount(text: string): number {
  const count = parseWhole(text);
  if (Number.isSafeInteger(count)) return count;
  throw new InvalidArgumentError('Expected a whole number from 0 up.');
}

/** A share: `0.95`, or `95%`. */
export function parseShare(text: string): number {
  const match = /^(\d+(?:\.\d+)?|\.\d+)(%?)$/.exec(text);
  const share = Number(match?.[1]) / (match?.[2] === '%' ? 100 : 1);
  if (share >= 0 && share <= 1) return share;
  throw new InvalidArgumentError('Expected a share from 0 to 1 such as 0.95, or from 0% to 100%.');
}

/** Bytes: `800M`, `2G`, `1.5GB`, or a plain number. */
export function parseMemory(text: string): number {
  const match = /^(?<amount>\d+(?:\.\d+)?)\s*(?<unit>[kmgt]?)(?:i?b)?$/i.exec(text);
  // The pattern admits no other unit.
  const unit = (match?.groups?.['unit'] ?? '').toLowerCase() as keyof typeof SIZE_UNITS;
  const bytes = Math.floor(Number(match?.groups?.['amount']) * SIZE_UNITS[unit]);
  if (bytes >= MIN_MEMORY_BYTES && Number.isSafeInteger(bytes)) return bytes;
  throw new InvalidArgumentError('Expected an amount of memory such as 800M or 2G, at least 16M.');
}

/** One limit more: `pixels=800M`. */
export function parseLimitOption(text: string, earlier: ChosenLimits = {}): ChosenLimits {
  try {
    return { ...earlier, ...parseLimit(text) };
  } catch (error) {
    if (!(error instanceof MaskmendError)) throw error;
    throw new InvalidArgumentError(`${error.message.charAt(0).toUpperCase()}${error.message.slice(1)}.`);
  }
}

/** `2/8`: the second of eight parts. */
export function parseShard(text: string): Shard {
  const match = /^(\d{1,6})\/(\d{1,6})$/.exec(text);
  const [index, count] = [Number(match?.[1]), Number(match?.[2])];
  if (index >= 1 && index <= count) return { index, count };
  throw new InvalidArgumentError('Expected a part and the number of parts such as 2/8.');
}

export function parsePart(text: string): string {
  if (PART_NAME.test(text)) return text;
  throw new InvalidArgumentError('Expected letters, digits, dots and dashes, at most 64.');
}

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** `640x480`. */
export function parsePictureSize(text: string): PictureSize {
  const match = /^(\d{1,7})[x×](\d{1,7})$/i.exec(text);
  const [width, height] = [Number(match?.[1]), Number(match?.[2])];
  if (width >= 1 && height >= 1) return { width, height };
  throw new InvalidArgumentError('Expected a width and a height such as 640x480.');
}

function parseWhole(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : NaN;
}
