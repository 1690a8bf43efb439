import type { z } from 'zod';

/** A column of what is said as data; projects of earlier versions hold words in it, which stay what they are. */
export function readKept<Schema extends z.ZodType>(schema: Schema, text: string): z.infer<Schema> | string {
  try {
    return schema.safeParse(JSON.parse(text)).data ?? text;
  } catch {
    return text;
  }
}

export function writeKept(value: object | string): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
