import type { ServerResponse } from 'node:http';

/** Sends a web-standard response; its body is whole in memory. */
export async function sendResponse(target: ServerResponse, response: Response): Promise<void> {
  const body = new Uint8Array(await response.arrayBuffer());
  target.writeHead(response.status, { ...Object.fromEntries(response.headers), 'content-length': body.length });
  target.end(target.req.method === 'HEAD' ? undefined : body);
}
