import { z } from 'zod';
import { paletteError } from '../palette-error.ts';
import type { TellFault } from './list-fault.ts';

/** A JSON text as a value; throws invalid-palette with the line where it breaks. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    // JSON.parse throws nothing but SyntaxError; V8 tells the place as "at position N".
    const reason = error instanceof Error ? error.message : String(error);
    const position = /at position (\d+)/.exec(reason)?.[1];
    const line = text.slice(0, Number(position ?? text.length)).split('\n').length;
    throw paletteError(`line ${line}: expected JSON, but it breaks off or has a mistake here`);
  }
}

/** A value checked against a schema; the error names the first entry that is wrong, as `categories[3].color`. */
export function checked<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) {
    return result.data;
  }
  const { place, message } = firstIssue(result.error, '');
  throw paletteError(`${place || 'the file'}: ${message}`);
}

/** The entries of a list that are as they should be, others undefined and told, in their places. */
export function checkedEntries<T>(
  list: readonly unknown[],
  schema: z.ZodType<T>,
  { name, remedy, tell }: { readonly name: string; readonly remedy: string; readonly tell: TellFault },
): (T | undefined)[] {
  return list.map((value, i) => {
    const result = schema.safeParse(value);
    if (!result.success) tell({ ...firstIssue(result.error, `${name}[${i}]`), remedy });
    return result.data;
  });
}

function firstIssue({ issues }: z.ZodError, start: string): { place: string; message: string } {
  const issue = issues.at(0);
  const steps = issue?.path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)) ?? [];
  return { place: (start + steps.join('')).replace(/^\./, ''), message: issue?.message ?? 'not what was expected' };
}

const byte = z
  .int('expected three whole numbers 0..255')
  .min(0, 'expected a number 0..255')
  .max(255, 'expected a number 0..255');

/** A colour as JSON files hold it. */
export const jsonColour = z.tuple([byte, byte, byte], 'expected a colour [r, g, b] of three numbers 0..255').readonly();

/** A class number; label maps and 16-bit masks hold no higher one. */
export const jsonIndex = z
  .int('expected a whole number 0..65535')
  .min(0, 'expected a whole number 0..65535')
  .max(65_535, 'expected a whole number 0..65535');
