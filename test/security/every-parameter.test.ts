import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { repairedProject } from '../api/projects.ts';
import type { TestHost } from '../api/test-host.ts';
import { digests } from '../faults/keeping-promises.ts';
import { type CallName, calls } from '../../src/shared/contract/calls.ts';
import { callUrl } from '../../src/shared/contract/transport.ts';
import { FreeText, inputsOf, withTextAtEach } from './inputs-of-schema.ts';

const ESCAPED = 'escaped-from-its-folder';
const SECRET = 'what no answer may hold';

/** Ways out of a folder; the first two also lead to a secret, from the folders of the project. */
const WAYS_OUT = [
  '../secret.txt',
  'data/../../secret.txt',
  `../../${ESCAPED}`,
  `..\\..\\${ESCAPED}`,
  `%2e%2e%2f%2e%2e%2f${ESCAPED}`,
  `{stem}/../../../${ESCAPED}`,
  `../{folder}/../../${ESCAPED}/{stem}`,
  `${ESCAPED}\0.png`,
  `/proc/self/cwd/../${ESCAPED}`,
  `file:///etc/../${ESCAPED}`,
];

async function send(host: TestHost, name: CallName, input: unknown): Promise<string> {
  const response = await fetch(host.origin + callUrl(name), {
    method: 'POST',
    headers: { cookie: host.cookie, 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });
  return response.text();
}

/** What lets an attack get further than to the checks of the parameters beside it. */
function usualFor(host: TestHost): (key: string, isPath: boolean) => string {
  const known: Readonly<Record<string, string>> = { format: 'coco', pattern: '{stem}', preset: 'voc' };
  const folders: Readonly<Record<string, string>> = { folder: 'export', parent: 'made' };
  return (key, isPath) => known[key] ?? (isPath ? join(host.folder, folders[key] ?? 'data') : 'x');
}

/** Names below a folder that only an escape could have made. */
function escapesIn(folder: string, isDeep: boolean): string[] {
  return readdirSync(folder, { recursive: isDeep, encoding: 'utf8' }).filter((name) => name.includes(ESCAPED));
}

const closing = new Set<CallName>(['project.close', 'project.create', 'project.open', 'project.openSample']);
const names = (Object.keys(calls) as CallName[]).toSorted((a, b) => Number(closing.has(a)) - Number(closing.has(b)));

test('through no parameter of any call a path leads out of its folder: nothing is read there and nothing written', async () => {
  const host = await repairedProject();
  writeFileSync(join(host.folder, 'secret.txt'), SECRET);
  mkdirSync(join(host.folder, 'made'));
  const sources = digests(join(host.folder, 'data'));
  const attacked = new Set<CallName>();
  let attacks = 0;
  for (const name of names) {
    for (const input of inputsOf(calls[name].input)) {
      for (const text of WAYS_OUT) {
        for (const attack of withTextAtEach(input, text, usualFor(host))) {
          const answer = await send(host, name, attack);
          const told = `${name} ${JSON.stringify(attack)}: ${answer.slice(0, 300)}`;
          expect(answer, told).not.toContain(SECRET);
          expect(answer, told).not.toContain('"code":"internal"');
          attacked.add(name);
          attacks++;
        }
      }
    }
  }
  await host.idle();
  expect(attacks).toBeGreaterThan(1000);
  // Every call that takes a text was attacked; a parameter that is added is attacked as well.
  const taking = names.filter((name) => inputsOf(calls[name].input).some(holdsText));
  expect([...attacked].toSorted()).toEqual(taking.toSorted());
  expect(digests(join(host.folder, 'data'))).toEqual(sources);
  for (const folder of [process.cwd(), dirname(process.cwd()), tmpdir(), '/'])
    expect(escapesIn(folder, false)).toEqual([]);
  // Folders with odd names may be made, but below the folder that was named for it.
  expect(escapesIn(host.folder, true).filter((name) => dirname(name) !== 'made')).toEqual([]);
}, 240_000);

function holdsText(value: unknown): boolean {
  if (value instanceof FreeText) return true;
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsText);
}
