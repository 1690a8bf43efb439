import { MaskmendError } from './errors.ts';
import { type LimitName, limitNames } from './limit-names.ts';
import { type ChosenLimits, limitInWords, limitTable } from './limits.ts';

const EXPONENTS = { '': 0, k: 1, m: 2, g: 3, t: 4 } as const;

/**
 * A limit as a person writes it: `pixels=800M`, `archive-ratio=500`. K, M, G and T stand for powers of 1000, of bytes for
 * powers of 1024. Throws MaskmendError usage where it is none, or what no reader goes by.
 */
export function parseLimit(text: string): ChosenLimits {
  const at = text.indexOf('=');
  const name = limitNames.find((each) => each === text.slice(0, at).trim().toLowerCase());
  if (at < 1) throw wrong(`expected a limit and its value such as pixels=800M but received '${text}'`);
  if (name === undefined) throw wrong(`there is no limit '${text.slice(0, at)}'; there are ${limitNames.join(', ')}`);
  const value = parseAmount(text.slice(at + 1).trim(), name);
  checkLimit(name, value);
  return { [name]: value };
}

function parseAmount(text: string, name: LimitName): number {
  const match = /^(?<amount>\d+(?:\.\d+)?)\s*(?<unit>[kmgt]?)(?:i?b)?$/i.exec(text);
  if (match === null) throw wrong(`the limit '${name}' takes a number such as 800M, not '${text}'`);
  // The pattern admits no other unit.
  const unit = (match.groups?.['unit'] ?? '').toLowerCase() as keyof typeof EXPONENTS;
  const base = limitTable[name].unit === 'bytes' ? 1024 : 1000;
  return Math.floor(Number(match.groups?.['amount']) * base ** EXPONENTS[unit]);
}

/** Throws MaskmendError usage where no reader goes by such a value. */
function checkLimit(name: LimitName, value: number): void {
  const { least, most } = limitTable[name];
  if (value < least) throw wrong(`the limit '${name}' may not be less than ${limitInWords(name, least)}`);
  if (value > most) throw wrong(`no more than ${limitInWords(name, most)} can be read: the limit '${name}' ends there`);
}

/** Several limits, blanks or commas between them, as the environment holds them; throws as `parseLimit` does. */
export function parseLimits(text: string): ChosenLimits {
  const parts = text.split(/[\s,]+/).filter((part) => part !== '');
  return Object.assign({}, ...parts.map(parseLimit)) as ChosenLimits;
}

function wrong(message: string): MaskmendError {
  return new MaskmendError('usage', message);
}
