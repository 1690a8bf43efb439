import { protocol } from 'electron';
import { servePage } from '../api/serve-page.ts';
import type { Workspace } from '../services/workspace.ts';

/** The page's own origin: no other page can have it. */
export const ORIGIN = 'maskmend://app';

/** Must be called before the app is ready. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'maskmend', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ]);
}

/** Serves interface and pictures as the loopback host does. */
export function serveScheme(workspace: Workspace, renderer: URL): void {
  protocol.handle('maskmend', async (request) => {
    if (new URL(request.url).host !== 'app') return new Response(undefined, { status: 404 });
    try {
      return await servePage(request, workspace, renderer);
    } catch (error) {
      workspace.log.add(`page: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      return new Response(undefined, { status: 500 });
    }
  });
}
