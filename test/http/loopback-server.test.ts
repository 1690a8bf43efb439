import { request } from 'node:http';
import { expect, test } from 'vitest';
import { startTestHost, type TestHost } from '../api/test-host.ts';

interface Sent {
  readonly status: number;
  readonly text: string;
}

/** A request with headers that fetch would not let us choose. */
function send(
  host: TestHost,
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string },
) {
  const { hostname, port } = new URL(host.origin);
  return new Promise<Sent>((resolve, reject) => {
    const sent = request(
      { hostname, port, path, method: options.method ?? 'GET', headers: options.headers },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() });
        });
      },
    );
    sent.on('error', reject);
    sent.end(options.body);
  });
}

const json = { 'content-type': 'application/json' };

test('nothing is served without the key, and a wrong key opens nothing', async () => {
  const host = await startTestHost();
  for (const path of ['/', '/api/events', '/pictures/mask/1/original', '/reports/1/report.html']) {
    expect((await send(host, path, {})).status).toBe(401);
  }
  expect((await send(host, '/?token=guessed', {})).status).toBe(401);
  expect((await send(host, '//[', {})).status).toBe(400);
  const wrong = host.cookie.replace(/=.*/, '=guessed');
  expect((await send(host, '/', { headers: { cookie: wrong } })).status).toBe(401);
  const call = await send(host, '/api/call/app.info', { method: 'POST', headers: json, body: '{}' });
  expect(call.status).toBe(401);
});

test('the key is taken out of the address at once and given as a cookie that no script and no other site can use', async () => {
  const host = await startTestHost();
  const entry = await fetch(host.url, { redirect: 'manual' });
  expect(entry.status).toBe(303);
  expect(entry.headers.get('location')).toBe('/');
  expect(entry.headers.get('set-cookie')).toMatch(/; HttpOnly; SameSite=Strict; Path=\/$/);
});

test('a page of another origin and a name that leads here by rebinding are refused even with the cookie', async () => {
  const host = await startTestHost();
  const { cookie } = host;
  const foreign = { cookie, ...json, origin: 'https://evil.example' };
  expect((await send(host, '/api/call/app.info', { method: 'POST', headers: foreign, body: '{}' })).status).toBe(403);
  expect((await send(host, '/', { headers: { cookie, host: 'evil.example' } })).status).toBe(403);
  const own = { cookie, ...json, origin: host.origin };
  const answer = await send(host, '/api/call/app.info', { method: 'POST', headers: own, body: '{}' });
  expect(answer.status).toBe(200);
  expect(answer.text).not.toContain('access-control');
});

test('a call must be a POST with JSON of a bounded size', async () => {
  const host = await startTestHost();
  const { cookie } = host;
  expect((await send(host, '/api/call/app.info', { headers: { cookie } })).status).toBe(400);
  const plain = { cookie, 'content-type': 'text/plain' };
  expect((await send(host, '/api/call/app.info', { method: 'POST', headers: plain, body: '{}' })).status).toBe(400);
  expect(
    (await send(host, '/api/call/app.info', { method: 'POST', headers: { cookie, ...json }, body: '{' })).status,
  ).toBe(400);
  const large = JSON.stringify({ message: 'x'.repeat(17 * 1024 ** 2) });
  const refused = send(host, '/api/call/app.reportFault', {
    method: 'POST',
    headers: { cookie, ...json },
    body: large,
  });
  // The connection may be gone before all of it is sent.
  expect((await refused.catch(() => ({ status: 413 }))).status).toBe(413);
});

test('paths that would lead out of the interface or to files on disk are not there', async () => {
  const host = await startTestHost();
  const headers = { cookie: host.cookie };
  for (const path of [
    '/../package.json',
    '/%2e%2e/package.json',
    '/..%2fpackage.json',
    '/assets/../../main/cli.js',
    '//etc/passwd',
    '/pictures/mask/..%2f1/original',
    '/reports/1/report.exe',
  ]) {
    expect((await send(host, path, { headers })).status).toBe(404);
  }
});

test('the page comes with a policy without inline scripts or styles', async () => {
  const host = await startTestHost();
  const page = await host.get('/');
  expect(page.status).toBe(200);
  const policy = page.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain('unsafe');
});

test('every tab gets every event, beginning with a greeting', async () => {
  const host = await startTestHost();
  const tabs = await Promise.all([host.get('/api/events'), host.get('/api/events')]);
  const readers = tabs.map(({ body }) => body?.pipeThrough(new TextDecoderStream()).getReader());
  for (const reader of readers) expect((await reader?.read())?.value).toContain('"type":"hello"');
  await host.call('settings.set', { personName: 'Ada' });
  for (const reader of readers) {
    expect((await reader?.read())?.value).toContain('"personName":"Ada"');
    await reader?.cancel();
  }
});

test('a call that is not known or made wrongly is answered in words', async () => {
  const host = await startTestHost();
  const unknown = await send(host, '/api/call/constructor', {
    method: 'POST',
    headers: { cookie: host.cookie, ...json },
    body: '{}',
  });
  expect(JSON.parse(unknown.text)).toMatchObject({ ok: false, error: { code: 'usage' } });
  // A number in place of a path.
  const bad = await send(host, '/api/call/project.open', {
    method: 'POST',
    headers: { cookie: host.cookie, ...json },
    body: '{"path":1}',
  });
  expect(bad.text).toContain('path');
  expect(await host.refusal('classes.get', {})).toMatchObject({ code: 'no-project' });
});
