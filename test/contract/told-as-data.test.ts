import { expect, test } from 'vitest';
import { z } from 'zod';
import { calls } from '../../src/shared/contract/calls.ts';
import { eventSchema } from '../../src/shared/contract/events.ts';

/** What a field is called that holds what is said to people. */
const SAID =
  /^(text|texts|title|description|evidence|reasons?|warnings?|notes|loses|what|label|labels|summary|remarks?)$/;
/** Files and the log, and what projects of earlier versions have in words. */
const OWN_WORDS = new Set(['app.log text', 'classes.exportFile text', 'export.report what', 'sources.get text']);

interface Shape {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly items?: Shape | readonly Shape[];
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
  readonly [other: string]: unknown;
}

/** Names of fields that hold nothing but words, anywhere in a schema. */
function wordFields({ properties = {}, items, anyOf = [], oneOf = [] }: Shape): string[] {
  const own = Object.entries(properties).flatMap(([name, shape]) => (SAID.test(name) && isWords(shape) ? [name] : []));
  const listed = items === undefined ? [] : [items].flat();
  return [...own, ...[...Object.values(properties), ...listed, ...anyOf, ...oneOf].flatMap(wordFields)];
}

function isWords({ type, items, enum: choices, const: only }: Shape): boolean {
  if (choices !== undefined || only !== undefined) return false;
  return type === 'string' || (type === 'array' && items !== undefined && [items].flat().every(isWords));
}

test('what services tell is data with a kind, for which the interface has words', () => {
  const outputs = Object.entries({ ...calls, event: { output: eventSchema } });
  const told = outputs.flatMap(([name, { output }]) =>
    wordFields(z.toJSONSchema(output) as Shape).map((field) => `${name} ${field}`),
  );
  expect([...new Set(told)].filter((field) => !OWN_WORDS.has(field))).toEqual([]);
});
