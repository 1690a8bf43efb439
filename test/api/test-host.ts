import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, onTestFinished } from 'vitest';
import { startLoopbackServer } from '../../src/main/http/loopback-server.ts';
import { rendererFolder } from '../../src/main/api/static-files.ts';
import { Workspace } from '../../src/main/services/workspace.ts';
import { callAnswerSchema } from '../../src/shared/contract/answer.ts';
import { type CallInput, type CallName, type CallOutput, calls } from '../../src/shared/contract/calls.ts';
import { type AppEvent, eventSchema } from '../../src/shared/contract/events.ts';
import type { Job } from '../../src/shared/contract/job-calls.ts';
import { callUrl } from '../../src/shared/contract/transport.ts';
import type { ErrorData } from '../../src/shared/errors.ts';

export interface TestHost {
  /** Of this test alone; gone with it. */
  readonly folder: string;
  readonly origin: string;
  readonly url: string;
  readonly cookie: string;
  readonly workspace: Workspace;
  readonly events: AppEvent[];
  call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<CallOutput<Name>>;
  /** The error that a call is answered with. */
  refusal<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<ErrorData>;
  get(path: string): Promise<Response>;
  /** Waits until a job has ended. */
  ended(job: number): Promise<Job>;
  /** Waits until no job runs. */
  idle(): Promise<void>;
}

/** When what a test made goes. */
let whenDone: (end: () => void | Promise<void>) => void = onTestFinished;

/** A host that all tests of a file share: made by the first that asks, gone after the last. */
export function sharedHost(make: () => Promise<TestHost>): () => Promise<TestHost> {
  const ends: (() => void | Promise<void>)[] = [];
  let made: Promise<TestHost> | undefined;
  afterAll(async () => {
    for (const end of ends.reverse()) await end();
  });
  return () => {
    if (made === undefined) {
      whenDone = (end) => ends.push(end);
      made = make().finally(() => {
        whenDone = onTestFinished;
      });
    }
    return made;
  };
}

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'maskmend-api-'));
  whenDone(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** A loopback host of the test's own, reached as a browser reaches it. */
export async function startTestHost(): Promise<TestHost> {
  const folder = temporaryFolder();
  const workspace = await Workspace.open(join(folder, 'home'));
  const server = await startLoopbackServer({
    port: 0,
    context: { workspace, host: 'loopback' },
    renderer: rendererFolder(),
  });
  whenDone(async () => {
    await server.close();
    await workspace.close();
  });
  const events: AppEvent[] = [];
  workspace.hub.subscribe((event) => {
    // What is told is what the contract says, as JSON carries it.
    events.push(eventSchema.parse(JSON.parse(JSON.stringify(event))));
  });
  const origin = `http://127.0.0.1:${String(server.port)}`;
  const entry = await fetch(server.url, { redirect: 'manual' });
  const cookie = entry.headers.get('set-cookie')?.split(';')[0] ?? '';
  const answer = async (name: CallName, input: unknown) => {
    const response = await fetch(origin + callUrl(name), {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify(input),
    });
    return callAnswerSchema.parse(await response.json());
  };
  const host: TestHost = {
    folder,
    origin,
    url: server.url,
    cookie,
    workspace,
    events,
    call: async (name, input) => {
      const answered = await answer(name, input);
      if (!answered.ok) throw new Error(`${name}: ${JSON.stringify(answered.error)}`);
      // What the contract promises is what comes: nothing missing, nothing of another type.
      return calls[name].output.parse(answered.value) as CallOutput<typeof name>;
    },
    refusal: async (name, input) => {
      const answered = await answer(name, input);
      if (answered.ok) throw new Error(`${name} was not refused: ${JSON.stringify(answered.value)}`);
      return answered.error;
    },
    get: (path) => fetch(origin + path, { headers: { cookie } }),
    ended: async (job) => {
      await expect
        .poll(async () => (await host.call('jobs.list', {})).find(({ id }) => id === job)?.state, { timeout: 50_000 })
        .not.toBe('running');
      const found = (await host.call('jobs.list', {})).find(({ id }) => id === job);
      if (found === undefined) throw new Error('the job is gone');
      return found;
    },
    idle: async () => {
      await expect
        .poll(async () => (await host.call('jobs.list', {})).some(({ state }) => state === 'running'), {
          timeout: 50_000,
        })
        .toBe(false);
    },
  };
  return host;
}
