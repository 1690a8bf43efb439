import { beforeEach, expect, test, vi } from 'vitest';

const { answers, asked } = vi.hoisted(() => {
  vi.stubGlobal('window', Object.assign(new EventTarget(), { localStorage: undefined }));
  return { answers: [] as unknown[], asked: [] as string[] };
});
vi.mock('../../src/renderer/state/follow-events.ts', () => ({ takeProject: () => undefined }));
vi.mock('../../src/renderer/api/host.ts', () => ({
  host: {
    call: (name: string) => {
      asked.push(name);
      return Promise.resolve(name === 'project.current' ? { ok: true, value: { project: PROJECT } } : answers.shift());
    },
  },
}));

const { ActIsTakenBackError, deliverAct, trySavingNow } = await import('../../src/renderer/state/deliver-act.ts');
const { useProjectStore } = await import('../../src/renderer/state/project-store.ts');
const { useSaveStore } = await import('../../src/renderer/state/save-store.ts');

const PROJECT = { path: '/masks.maskmend' };
const FULL = { ok: false, error: { code: 'disk-full', message: 'the disk is full' } };
const AWAY = { ok: false, isUnanswered: true, error: { code: 'internal', message: 'nobody answered' } };
const DONE = { ok: true, value: { labelsRevision: 5, changedPixels: 1 } };

type Kept = Parameters<typeof deliverAct>[0];
const act = { key: 'a', project: PROJECT.path, mask: 1, call: 'review.edit', act: {}, at: 0, order: 0 };

function deliver(signal: AbortSignal): ReturnType<typeof deliverAct> {
  return deliverAct(act as unknown as Kept, 1, signal);
}

const untilWaitsFor = (what: 'room' | 'services') =>
  vi.waitFor(() => {
    expect(useSaveStore.getState().waitsFor).toBe(what);
  });

beforeEach(() => {
  answers.length = 0;
  asked.length = 0;
  useProjectStore.setState({ project: PROJECT } as never);
});

test('an act that the disk had no room for is taken back, and not sent again', async () => {
  answers.push(FULL);
  const control = new AbortController();
  const delivered = deliver(control.signal).catch((error: unknown) => error);
  await untilWaitsFor('room');
  control.abort();
  expect(await delivered).toBeInstanceOf(ActIsTakenBackError);
  expect(asked).toEqual(['review.edit']);
  expect(useSaveStore.getState().waitsFor).toBeUndefined();
});

test('an act that the services may have done without an answer is not said to be taken back', async () => {
  answers.push(FULL, AWAY, DONE);
  const control = new AbortController();
  const delivered = deliver(control.signal);
  await untilWaitsFor('room');
  trySavingNow();
  await untilWaitsFor('services');
  control.abort();
  expect(await delivered).toEqual(DONE.value);
});
