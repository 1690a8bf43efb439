import { spawn } from 'node:child_process';

/** Opens an address in the person's browser; false where there is no desktop to open it on. */
export function openInBrowser(url: string): boolean {
  const opener = openerOf(url);
  if (opener === undefined) return false;
  const child = spawn(opener.command, opener.args, { stdio: 'ignore', detached: true });
  // The address is printed as well: that it cannot be opened here is no failure.
  child.on('error', () => undefined);
  child.unref();
  return true;
}

function openerOf(url: string): { readonly command: string; readonly args: readonly string[] } | undefined {
  if (process.platform === 'win32') return { command: 'rundll32', args: ['url.dll,FileProtocolHandler', url] };
  if (process.platform === 'darwin') return { command: 'open', args: [url] };
  const hasDesktop = Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
  return hasDesktop ? { command: 'xdg-open', args: [url] } : undefined;
}
