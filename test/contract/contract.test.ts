import { expect, test } from 'vitest';
import { z } from 'zod';
import { calls } from '../../src/shared/contract/calls.ts';
import { eventSchema } from '../../src/shared/contract/events.ts';
import { maskPictures, maskPictureUrl, photoUrl } from '../../src/shared/contract/picture-urls.ts';
import { contractVersion } from '../../src/shared/versions.ts';

// `npm run unit -- test/contract -u` writes it anew. What it says of old calls must not change without a new version.
test('the schema in docs/schemas is that of the calls and events', async () => {
  const described = Object.entries(calls).map(([name, { input, output }]) => {
    return [name, { input: z.toJSONSchema(input, { io: 'input' }), output: z.toJSONSchema(output) }];
  });
  // One line a call: a change of the contract is seen by its line.
  const lines = described.map(([name, schemas]) => `    ${JSON.stringify(name)}: ${JSON.stringify(schemas)}`);
  const event = JSON.stringify(z.toJSONSchema(eventSchema));
  const text = `{\n  "version": ${String(contractVersion)},\n  "calls": {\n${lines.join(',\n')}\n  },\n  "event": ${event}\n}\n`;
  expect(() => JSON.parse(text) as unknown).not.toThrow();
  await expect(text).toMatchFileSnapshot('../../docs/schemas/contract.schema.json');
});

test('every call is named after its group and what it does', () => {
  for (const name of Object.keys(calls)) expect(name).toMatch(/^[a-z]+\.[a-z][A-Za-z]+$/);
});

test('the address of a picture changes with what it shows', () => {
  const owner = { id: 7, opening: 'a1' };
  const at = { revision: 3, paletteRevision: 2 };
  const urls = maskPictures.map((picture) => maskPictureUrl(owner, picture, at));
  expect(new Set(urls).size).toBe(maskPictures.length);
  expect(urls[0]).toBe('/pictures/mask/7/original?of=a1&rev=3.2');
  expect(maskPictureUrl(owner, 'colour', { ...at, paletteRevision: 3 })).not.toBe(maskPictureUrl(owner, 'colour', at));
  expect(maskPictureUrl({ ...owner, opening: 'b2' }, 'original', at)).not.toBe(urls[0]);
  expect(photoUrl(owner, 1, 640)).toBe('/pictures/photo/7?of=a1&rev=1&size=640');
});
