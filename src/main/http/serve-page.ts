import type { IncomingMessage } from 'node:http';
import type { ApiContext } from '../api/handler.ts';
import { servePicture } from '../api/pictures.ts';
import { serveReport } from '../api/reports.ts';
import { CONTENT_POLICY, serveStatic } from './static-files.ts';

interface Page {
  readonly url: URL;
  readonly context: ApiContext;
  readonly renderer: URL;
}

/** Everything that is fetched and not called: pictures, reports, the interface itself. */
export async function servePage(request: IncomingMessage, { url, context, renderer }: Page): Promise<Response> {
  const { workspace } = context;
  if (url.pathname.startsWith('/pictures/')) return servePicture(toWebRequest(request, url), workspace);
  if (url.pathname.startsWith('/reports/')) return serveReport(toWebRequest(request, url), workspace);
  if (request.method !== 'GET' && request.method !== 'HEAD') return new Response(undefined, { status: 405 });
  const file = await serveStatic(url.pathname, renderer, CONTENT_POLICY);
  return file ?? new Response('there is no such page', { status: 404 });
}

function toWebRequest({ method = 'GET' }: IncomingMessage, url: URL): Request {
  return new Request(url, { method: method === 'HEAD' ? 'GET' : method });
}
