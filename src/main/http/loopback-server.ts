import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MaskmendError } from '../../shared/errors.ts';
import type { ApiContext } from '../api/handler.ts';
import { servePage } from '../api/serve-page.ts';
import { EVENTS_URL } from '../../shared/contract/transport.ts';
import { answerCall } from './answer-call.ts';
import { streamEvents } from './event-stream.ts';
import { Guard } from './guard.ts';
import { sendResponse } from './send-response.ts';

export interface LoopbackOptions {
  /** 0: any that is free. */
  readonly port: number;
  readonly context: ApiContext;
  /** The built interface. */
  readonly renderer: URL;
}

export interface LoopbackServer {
  readonly port: number;
  /** What the person opens: it carries the token. */
  readonly url: string;
  /** Stops listening and lets go of every connection. */
  close(): Promise<void>;
}

/**
 * Serves interface and calls on 127.0.0.1 to whoever has the token. Throws MaskmendError usage where the port is taken
 * or may not be used.
 */
export async function startLoopbackServer(options: LoopbackOptions): Promise<LoopbackServer> {
  const guard = new Guard();
  const server = createServer((request, response) => {
    void handle(request, response, { ...options, guard });
  });
  await listen(server, options.port);
  // Listening on TCP, the address is never a path.
  const { port } = server.address() as AddressInfo;
  guard.port = port;
  return {
    port,
    url: `http://127.0.0.1:${port}/?token=${guard.token}`,
    close: async () => {
      const closed = new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
      });
      server.closeAllConnections();
      await closed;
    },
  };
}

interface Serving extends LoopbackOptions {
  readonly guard: Guard;
}

async function handle(request: IncomingMessage, response: ServerResponse, serving: Serving): Promise<void> {
  const { guard, context } = serving;
  try {
    const url = URL.parse(request.url ?? '/', 'http://127.0.0.1');
    if (!guard.isOurHost(request) || !guard.isOurOrigin(request)) refuse(response, 403, 'not for you');
    else if (url === null) refuse(response, 400, 'this is no address');
    else if (url.pathname === '/' && url.searchParams.has('token')) enter(response, url, guard);
    else if (!guard.hasCookie(request)) refuse(response, 401, HOW_TO_ENTER);
    else if (url.pathname === EVENTS_URL) streamEvents(request, response, context.workspace.hub);
    else if (url.pathname.startsWith('/api/call/')) await answerCall(request, response, { url, context });
    else await sendResponse(response, await servePage(toWebRequest(request, url), context.workspace, serving.renderer));
  } catch (error) {
    context.workspace.log.add(`http: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    if (response.headersSent) response.destroy();
    else refuse(response, 500, 'the program failed; its log tells more');
  }
}

function toWebRequest({ method = 'GET' }: IncomingMessage, url: URL): Request {
  return new Request(url, { method: method === 'HEAD' ? 'GET' : method });
}

const HOW_TO_ENTER = 'Open the address that "maskmend serve" printed: it carries the key to this page.';

/** The token is taken out of the address at once, so that it stays in no history. */
function enter(response: ServerResponse, { searchParams }: URL, guard: Guard): void {
  if (!guard.isToken(searchParams.get('token') ?? '')) refuse(response, 401, HOW_TO_ENTER);
  else response.writeHead(303, { location: '/', 'set-cookie': guard.cookie, 'cache-control': 'no-store' }).end();
}

function refuse(response: ServerResponse, status: number, text: string): void {
  response
    .writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' })
    .end(`${text}\n`);
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(explain(error, port));
    });
    server.listen(port, '127.0.0.1', resolve);
  });
}

function explain(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code === 'EADDRINUSE') {
    return new MaskmendError('usage', `port ${port} is in use`, {
      hint: 'choose another one, or none',
      option: '--port',
    });
  }
  if (error.code === 'EACCES') {
    return new MaskmendError('usage', `port ${port} may not be used`, { hint: 'name one above 1023' });
  }
  return error;
}
