import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readFile } from '../file-system.ts';

const TYPES: Readonly<Partial<Record<string, string>>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

/** The built interface: dist/renderer, beside the bundle. */
export function rendererFolder(): URL {
  const isSource = import.meta.url.endsWith('.ts');
  return new URL(isSource ? '../../../dist/renderer/' : '../renderer/', import.meta.url);
}

/** A file of the built interface; undefined where there is none. Names with hashes in them never change. */
export async function serveStatic(pathname: string, folder: URL, policy: string): Promise<Response | undefined> {
  const name = pathname === '/' ? 'index.html' : pathname.slice(1);
  // Plain names only: nothing that could lead out of the folder.
  if (!/^[\w-][\w.-]*(?:\/[\w-][\w.-]*)*$/.test(name)) return undefined;
  const bytes = await readFile(fileURLToPath(new URL(name, folder))).catch(() => undefined);
  if (bytes === undefined) return undefined;
  const isHashed = /-[\w-]{8,}\.\w+$/.test(name);
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': TYPES[extname(name)] ?? 'application/octet-stream',
      'cache-control': isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      ...(name === 'index.html' && { 'content-security-policy': policy }),
    },
  });
}

/** What the page may do: its own files and calls, nothing else; no inline script, no inline style sheet. */
export const CONTENT_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
