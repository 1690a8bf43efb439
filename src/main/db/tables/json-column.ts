import type { z } from 'zod';
import { MaskmendError } from '../../../shared/errors.ts';

/** The value of a column that holds JSON. Throws project-damaged where it is not of the schema. */
export function readJson<Schema extends z.ZodType>(schema: Schema, text: string): z.infer<Schema> {
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw new MaskmendError('project-damaged', 'the project holds a record that cannot be read', {
      cause,
      hint: 'start a new project: the sources are untouched',
    });
  }
}

/** The value of such a column where it may be NULL. */
export function readOptionalJson<Schema extends z.ZodType>(
  schema: Schema,
  text: string | null,
): z.infer<Schema> | undefined {
  return text === null ? undefined : readJson(schema, text);
}

export function writeOptionalJson(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}
