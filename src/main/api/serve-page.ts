import type { Workspace } from '../services/workspace.ts';
import { servePicture } from './pictures.ts';
import { serveReport } from './reports.ts';
import { CONTENT_POLICY, serveStatic } from './static-files.ts';

/** Everything that is fetched and not called, for both hosts: pictures, reports, the interface itself. */
export async function servePage(request: Request, workspace: Workspace, renderer: URL): Promise<Response> {
  if (request.method !== 'GET') return new Response(undefined, { status: 405, headers: { allow: 'GET, HEAD' } });
  const { pathname } = new URL(request.url);
  if (pathname.startsWith('/pictures/')) return servePicture(request, workspace);
  if (pathname.startsWith('/reports/')) return serveReport(request, workspace);
  const file = await serveStatic(pathname, renderer, CONTENT_POLICY);
  return file ?? new Response('there is no such page', { status: 404 });
}
