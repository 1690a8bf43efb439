import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { jsonLineSchema } from '../../src/main/command-line/json-lines.ts';
import { reportSchema } from '../../src/main/services/report/report.ts';

function toText(schema: z.ZodType): string {
  return `${JSON.stringify(z.toJSONSchema(schema), undefined, 2)}\n`;
}

// `npm run unit -- test/command-line/schemas.test.ts -u` writes them anew.
describe('the schemas in docs/schemas', () => {
  it('are those of the report', async () => {
    await expect(toText(reportSchema)).toMatchFileSnapshot('../../docs/schemas/report.schema.json');
  });

  it('are those of the lines of --json', async () => {
    await expect(toText(jsonLineSchema)).toMatchFileSnapshot('../../docs/schemas/json-lines.schema.json');
  });
});
