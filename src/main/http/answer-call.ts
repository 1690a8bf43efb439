import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CallAnswer } from '../../shared/contract/answer.ts';
import { handleCall } from '../api/handle-call.ts';
import type { ApiContext } from '../api/handler.ts';

/** A call carries ids and names, never pictures. 100 000 ids take about a megabyte. */
const MAX_BODY_BYTES = 16 * 1024 ** 2;

/** `POST /api/call/<name>` with JSON; anything else is refused before it is read. */
export async function answerCall(
  request: IncomingMessage,
  response: ServerResponse,
  { url, context }: { readonly url: URL; readonly context: ApiContext },
): Promise<void> {
  // A form of a foreign page cannot send this type without asking first, and is never answered when it asks.
  const isJson = request.headers['content-type']?.startsWith('application/json') === true;
  if (request.method !== 'POST' || !isJson) {
    send(response, 400, failure('calls are POST requests with JSON'));
    return;
  }
  const body = await readBody(request);
  if (body === undefined) {
    response.setHeader('connection', 'close');
    send(response, 413, failure('the call is too large'));
    return;
  }
  const input = parse(body);
  if (input === undefined) send(response, 400, failure('the call is no JSON'));
  else send(response, 200, await handleCall(url.pathname.slice('/api/call/'.length), input.value, context));
}

function failure(message: string): CallAnswer {
  return { ok: false, error: { code: 'usage', message } };
}

/** Undefined where it is too large; the rest is not read then. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parse(body: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(body) };
  } catch {
    return undefined;
  }
}

function send(response: ServerResponse, status: number, answer: CallAnswer): void {
  const body = JSON.stringify(answer);
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.end(body);
}
