import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { callAnswerSchema } from '../../src/shared/contract/answer.ts';
import { type CallInput, type CallName, type CallOutput, calls } from '../../src/shared/contract/calls.ts';
import { callUrl } from '../../src/shared/contract/transport.ts';
import { colours, drawMask, putFiles } from '../api/draw-masks.ts';
import { startCommand } from '../command-line/run-command.ts';
import { makeFolder } from '../command-line/temporary-folder.ts';

/** A server in a process of its own, and calls to it. */
async function serve(project: string, home: string) {
  const server = startCommand(['serve', project], { env: { ...process.env, MASKMEND_HOME: home } });
  const [line] = (await once(server.child.stdout ?? server.child, 'data')) as [string];
  const url = /http:\S+/.exec(line)?.[0] ?? '';
  const entry = await fetch(url, { redirect: 'manual' });
  const cookie = entry.headers.get('set-cookie')?.split(';')[0] ?? '';
  const call = async <Name extends CallName>(name: Name, input: CallInput<Name>): Promise<CallOutput<Name>> => {
    const headers = { cookie, 'content-type': 'application/json' };
    const response = await fetch(new URL(callUrl(name), url), { method: 'POST', headers, body: JSON.stringify(input) });
    const answer = callAnswerSchema.parse(await response.json());
    if (!answer.ok) throw new Error(`${name}: ${answer.error.message}`);
    return calls[name].output.parse(answer.value) as CallOutput<Name>;
  };
  const labels = async (id: number): Promise<number[]> => {
    const response = await fetch(new URL(`/pictures/mask/${id}/tiles/labels/0/0/0?rev=0`, url), {
      headers: { cookie },
    });
    return [...new Uint8Array(await response.arrayBuffer())];
  };
  return { ...server, call, labels };
}

test('a stroke that was answered is there after the program was killed, and can be undone', async () => {
  const folder = makeFolder();
  const [project, home] = [join(folder, 'test.maskmend'), join(folder, 'home')];
  const first = await serve(project, home);
  const ended = (job: number) =>
    expect
      .poll(async () => (await first.call('jobs.list', {})).find(({ id }) => id === job)?.state, { timeout: 50_000 })
      .toBe('finished');
  const paths = [putFiles(join(folder, 'masks'), { 'a.png': drawMask([colours.tree]) })];
  await ended((await first.call('sources.add', { paths, as: 'mask' })).job);
  await first.call('classes.infer', { revision: 0 });
  const selection = { kind: 'filter', filter: { role: 'mask' } } as const;
  await ended((await first.call('jobs.startRepair', { selection, parameters: { isRepeating: false } })).job);
  const sort = { by: 'name', direction: 'ascending' } as const;
  const { rows } = await first.call('sources.list', { filter: { role: 'mask' }, sort, offset: 0, limit: 1 });
  const [{ id, labelsRevision }] = rows;
  const before = await first.labels(id);
  const tree = before.find((label) => label !== before[0]) ?? 0;

  const act = { kind: 'runs', label: 'Stroke', tiles: [{ row: 0, column: 0, runs: [0, 7, tree] }] } as const;
  const edited = await first.call('review.edit', { id, labelsRevision, act });
  first.child.kill('SIGKILL');
  await first.finished;

  const second = await serve(project, home);
  expect((await second.labels(id)).slice(0, 8)).toEqual([...new Array<number>(7).fill(tree), before[7]]);
  expect(await second.call('review.mask', { id })).toMatchObject({
    labelsRevision: edited.labelsRevision,
    editedPixels: 7,
  });
  const { project: info } = await second.call('project.current', {});
  expect(info?.undo).toMatchObject({ id: edited.entry, label: 'Stroke' });
  await second.call('project.undo', { entry: edited.entry ?? 0 });
  expect(await second.labels(id)).toEqual(before);
  second.child.kill('SIGINT');
  await second.finished;
});
