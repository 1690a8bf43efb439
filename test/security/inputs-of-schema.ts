import { z } from 'zod';

/** A JSON Schema, as far as zod writes one. */
interface Schema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly prefixItems?: readonly Schema[];
  readonly minimum?: number;
  readonly maxLength?: number;
}

/** Stands where any text may; `isPath` where it is one. */
export class FreeText {
  readonly isPath: boolean;

  constructor(isPath: boolean) {
    this.isPath = isPath;
  }
}

/** As `pathSchema` of the contract bounds them. */
const PATH_LENGTH = 32_767;
const MOST_NESTED = 4;

/** Inputs that hold every parameter of a schema at least once, also those of each alternative. */
export function inputsOf(schema: z.ZodType): unknown[] {
  const root = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema;
  return instances(root, { root, depth: 0 });
}

interface Place {
  readonly root: Schema;
  readonly depth: number;
}

function instances(schema: Schema, place: Place): unknown[] {
  const { root, depth } = place;
  if (schema.$ref !== undefined) {
    const referred = root.$defs?.[schema.$ref.replace('#/$defs/', '')];
    return depth > MOST_NESTED || referred === undefined ? [null] : instances(referred, { root, depth: depth + 1 });
  }
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return choices.flatMap((choice) => instances(choice, place));
  if (schema.const !== undefined) return [schema.const];
  if (schema.enum !== undefined) return [schema.enum[0]];
  if (schema.type === 'object') return objects(schema, place);
  if (schema.type === 'array') return arrays(schema, place);
  if (schema.type === 'string') return [new FreeText(schema.maxLength === PATH_LENGTH)];
  if (schema.type === 'boolean') return [true];
  return [Math.max(1, schema.minimum ?? 1)];
}

/** One with the first of each property, and one for each further choice of one of them. */
function objects({ properties = {}, additionalProperties }: Schema, place: Place): unknown[] {
  const all = Object.entries(properties).map(([key, schema]) => [key, instances(schema, place)] as const);
  if (typeof additionalProperties === 'object') all.push(['some', instances(additionalProperties, place)]);
  const first = Object.fromEntries(all.map(([key, values]) => [key, values[0]]));
  return [first, ...all.flatMap(([key, values]) => values.slice(1).map((value) => ({ ...first, [key]: value })))];
}

function arrays({ items, prefixItems }: Schema, place: Place): unknown[] {
  if (prefixItems !== undefined) return [prefixItems.map((item) => instances(item, place)[0])];
  return items === undefined ? [[]] : instances(items, place).map((value) => [value]);
}

/** The input once for each free text in it, with `text` there and `usual` at the others. */
export function withTextAtEach(
  input: unknown,
  text: string,
  usual: (key: string, isPath: boolean) => string,
): readonly unknown[] {
  const count = countTexts(input);
  return Array.from({ length: count }, (_, at) => {
    let seen = 0;
    const fill = (value: unknown, key: string): unknown => {
      if (value instanceof FreeText) return seen++ === at ? text : usual(key, value.isPath);
      if (Array.isArray(value)) return value.map((item) => fill(item, key));
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, fill(item, name)]));
    };
    return fill(input, '');
  });
}

function countTexts(value: unknown): number {
  if (value instanceof FreeText) return 1;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce<number>((sum, item) => sum + countTexts(item), 0);
}
