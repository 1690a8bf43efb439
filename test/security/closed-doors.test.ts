import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startTestHost, temporaryFolder, type TestHost } from '../api/test-host.ts';
import { smallProject } from '../api/projects.ts';
import { runCommand } from '../command-line/run-command.ts';
import { calls, type CallName } from '../../src/shared/contract/calls.ts';
import { callUrl } from '../../src/shared/contract/transport.ts';
import { CLI } from '../faults/served-project.ts';

/** The status of a GET with the cookie, under a name of the host that the client chooses. */
function statusUnder(host: TestHost, name: string, headers: Record<string, string> = {}): Promise<number> {
  const { hostname, port } = new URL(host.origin);
  return new Promise((resolve, reject) => {
    const sent = request(
      { hostname, port, path: '/', headers: { cookie: host.cookie, host: name, ...headers } },
      (got) => {
        got.resume();
        resolve(got.statusCode ?? 0);
      },
    );
    sent.on('error', reject).end();
  });
}

describe('the loopback host', () => {
  test.each(['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example', '127.0.0.1@evil.example', '0.0.0.0'])(
    'answers to no page whose name %j was led here',
    async (name) => {
      expect(await statusUnder(await startTestHost(), name)).toBe(403);
    },
  );

  test.each(['localhost:9000', '127.0.0.1:9000', '[::1]:9000'])('answers through a tunnel from %s', async (name) => {
    const host = await startTestHost();
    expect(await statusUnder(host, name)).toBe(200);
    expect(await statusUnder(host, name, { origin: `http://${name}` })).toBe(200);
    expect(await statusUnder(host, name, { origin: 'http://localhost:1' })).toBe(403);
  });

  test('is reached through a real tunnel on another port, as by ssh -L', async () => {
    const host = await startTestHost();
    const { port } = new URL(host.url);
    const tunnel = createServer((from, to) => {
      const through = request({ port, host: '127.0.0.1', path: from.url, method: from.method, headers: from.headers });
      through.on('response', (got) => {
        to.writeHead(got.statusCode ?? 0, got.headers);
        got.pipe(to);
      });
      from.pipe(through);
    });
    await once(tunnel.listen(0, '127.0.0.1'), 'listening');
    onTestFinished(() => void tunnel.close());
    const outer = new URL(host.url);
    outer.port = String((tunnel.address() as AddressInfo).port);
    const entry = await fetch(outer, { redirect: 'manual' });
    expect(entry.status).toBe(303);
    const cookie = entry.headers.get('set-cookie')?.split(';')[0] ?? '';
    const page = await fetch(new URL('/', outer), { headers: { cookie } });
    expect(page.status).toBe(200);
  });

  test('listens on loopback alone', async () => {
    const host = await startTestHost();
    const others = Object.values(networkInterfaces())
      .flatMap((each) => each ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4');
    for (const { address } of others) {
      const socket = connect(Number(new URL(host.origin).port), address);
      await expect(once(socket, 'connect'), address).rejects.toThrow('ECONNREFUSED');
    }
  });

  test('answers while many others send slowly or never end what they say', async () => {
    const host = await startTestHost();
    const { hostname, port } = new URL(host.origin);
    const call = `POST ${callUrl('app.info')} HTTP/1.1\r\nHost: localhost\r\ncookie: ${host.cookie}\r\n`;
    const body = 'content-type: application/json\r\ncontent-length: 9000\r\n\r\n{';
    const slow = ['GET / HTTP/1.1\r\nHost: localhost\r\nX-', call, call + body];
    const sockets = Array.from({ length: 60 }, (_, at) => {
      const socket = connect(Number(port), hostname);
      socket.on('error', () => undefined).write(slow[at % slow.length]);
      return socket;
    });
    await Promise.all(sockets.map((socket) => once(socket, 'connect')));
    expect((await host.get('/')).status).toBe(200);
    expect((await host.call('app.info', {})).version).toBeDefined();
    for (const socket of sockets) socket.destroy();
  });

  test('lets go of who does not end what was begun', async () => {
    const host = await startTestHost();
    const socket = connect(Number(new URL(host.origin).port), '127.0.0.1');
    const bytes = 17 * 1024 ** 2;
    const head = `POST ${callUrl('app.info')} HTTP/1.1\r\nHost: localhost\r\ncookie: ${host.cookie}\r\n`;
    socket.write(`${head}content-type: application/json\r\ncontent-length: ${String(bytes)}\r\n\r\n`);
    socket.on('error', () => undefined).write(Buffer.alloc(bytes, ' '));
    expect(String((await once(socket, 'data'))[0])).toContain('413');
    await once(socket, 'close');
  });

  test('lets no other origin read an answer', async () => {
    const host = await startTestHost();
    const { headers } = await fetch(`${host.origin}/`, { headers: { cookie: host.cookie } });
    expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    const asked = await fetch(`${host.origin}${callUrl('app.info')}`, {
      method: 'OPTIONS',
      headers: { cookie: host.cookie, origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    });
    expect(asked.status).toBe(403);
  });
});

const HOSTILE: readonly unknown[] = [
  null,
  [],
  'text',
  { __proto__: { isAdmin: true } },
  JSON.parse('{"__proto__":{"path":"/nowhere/passwd"},"constructor":1}') as unknown,
  ...['/nowhere/passwd', 'x'.repeat(20_000)].map((text) => ({
    ...{ path: text, paths: [text], folder: text, file: text, id: text, job: text, slot: text, entry: text },
    ...{ format: text, preset: text, name: text, parent: text, kind: text, edit: text, selection: text },
  })),
  ...[-1, 1e308, 0.5, 2 ** 53].map((number) => ({
    id: number,
    job: number,
    entry: number,
    file: number,
    limit: number,
  })),
  { selection: { kind: 'ids', ids: Array.from({ length: 5000 }, (_, at) => -at) } },
];

test('no call takes hostile input for anything but wrong usage', async () => {
  const host = await smallProject();
  const before = readFileSync(join(host.folder, 'data', 'a.png'));
  const names = (Object.keys(calls) as CallName[]).filter((name) => name !== 'project.close');
  for (const name of names) {
    for (const input of HOSTILE) {
      const response = await fetch(host.origin + callUrl(name), {
        method: 'POST',
        headers: { cookie: host.cookie, 'content-type': 'application/json' },
        body: JSON.stringify(input),
      });
      const answer = (await response.json()) as { ok: boolean; error?: { code: string; message: string } };
      expect(
        answer.error?.code,
        `${name} ${JSON.stringify(input).slice(0, 80)} ${answer.error?.message ?? ''}`,
      ).not.toBe('internal');
    }
  }
  expect(readFileSync(join(host.folder, 'data', 'a.png'))).toEqual(before);
}, 120_000);

test('a report is served from a file of that name alone, whatever a project says', async () => {
  const host = await smallProject();
  const secret = join(host.folder, 'secret.txt');
  writeFileSync(secret, 'secret');
  const session = host.workspace.current;
  const job = (await session?.database.openJob({ kind: 'export', title: '', parameters: {} })) ?? 0;
  const report = { job, folder: host.folder, format: 'x', written: 0, checked: 0, failed: [], isComplete: true };
  await session?.database.setJobResult(job, { ...report, html: secret, csv: secret });
  for (const kind of ['html', 'csv']) {
    expect((await host.get(`/reports/${String(job)}/report.${kind}`)).status).toBe(404);
  }
});

test('the program asks no other machine for anything: not to repair, to import, or to serve the app', async () => {
  const folder = temporaryFolder();
  const log = join(folder, 'network.log');
  const hook = pathToFileURL(fileURLToPath(new URL('no-network.js', import.meta.url))).href;
  const env = { ...process.env, NODE_OPTIONS: `--import ${hook}`, MASKMEND_NETWORK_LOG: log, MASKMEND_HOME: folder };
  const sample = fileURLToPath(new URL('../../assets/sample/masks', import.meta.url));
  const out = ['--out', join(folder, 'out'), '--preset', 'draft'];
  expect((await runCommand(['repair', sample, ...out], { env })).code).toBe(0);
  expect(
    (await runCommand(['export', join(folder, 'out'), '--to', 'coco', '--out', join(folder, 'coco')], { env })).code,
  ).toBe(0);
  const child = spawn(process.execPath, [CLI, 'serve', join(folder, 'p.maskmend')], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  await fetch(/http\S+/.exec(line.toString())?.[0] ?? '');
  child.kill('SIGTERM');
  await once(child, 'exit');
  expect(existsSync(log) ? readFileSync(log, 'utf8') : '').toBe('');
});

test('the hook that watches the network sees an attempt', async () => {
  const log = join(temporaryFolder(), 'network.log');
  const hook = pathToFileURL(fileURLToPath(new URL('no-network.js', import.meta.url))).href;
  const env = { ...process.env, NODE_OPTIONS: `--import ${hook}`, MASKMEND_NETWORK_LOG: log };
  const script = "fetch('http://maskmend.invalid/').catch(() => {})";
  await once(spawn(process.execPath, ['-e', script], { env, stdio: 'ignore' }), 'exit');
  expect(readFileSync(log, 'utf8')).toContain('maskmend.invalid');
});
