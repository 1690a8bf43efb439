import { join, resolve } from 'node:path';
import { expect, test, vi } from 'vitest';
import { channels } from '../../src/main/electron/channels.ts';
import { startShell } from '../../src/main/electron/shell.ts';
import { temporaryFolder } from '../api/test-host.ts';
import { emitApp, isLikeElectron, seen } from './electron-double.ts';

// Electron's runtime is not there in tests: its module alone is stood in for, everything else is the real thing.
vi.mock('electron', () => import('./electron-double.ts'));

const { call, dialog, openPath, showInFolder, menu, title, notify } = channels;
const answered = { call, dialog, openPath, showInFolder, menu, title, notify };
const ours = { senderFrame: { url: 'maskmend://app/' } };

function invoke(channel: string, ...args: unknown[]): unknown {
  return seen.handlers.get(channel)?.(ours, ...args);
}

test('the desktop shell is a thin host of the same calls, pictures and events', async () => {
  expect(isLikeElectron).not.toContain(false);
  const folder = temporaryFolder();
  await startShell(join(folder, 'home'));
  const [window] = seen.windows;

  // One window, shut off from Node and from everything that is not ours.
  expect(window.options.webPreferences).toMatchObject({
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
  });
  expect(seen.schemes[0]).toMatchObject({ scheme: 'maskmend', privileges: { standard: true, secure: true } });
  expect(window.url).toBe('maskmend://app/');
  expect(seen.answeredAtLoad).toEqual(expect.arrayContaining(Object.values(answered)));
  expect(window.isShown).toBe(true);
  expect(window.webContents.openHandler?.()).toEqual({ action: 'deny' });
  const navigation = { preventDefault: vi.fn() };
  window.webContents.events.emit('will-navigate', navigation, 'https://evil.example/');
  expect(navigation.preventDefault).toHaveBeenCalledOnce();
  let isAllowed = true;
  window.webContents.permission?.(undefined, 'media', (answer) => (isAllowed = answer));
  expect(isAllowed).toBe(false);
  expect(window.webContents.permissionCheck?.(undefined, 'geolocation')).toBe(false);
  const isCancelled = (url: string): boolean => {
    let cancelled = false;
    window.webContents.request?.({ url }, ({ cancel }) => (cancelled = cancel));
    return cancelled;
  };
  for (const url of ['https://evil.example/', 'file:///etc/passwd', 'ws://localhost:1/', 'maskmend://other/']) {
    expect(isCancelled(url), url).toBe(true);
  }
  expect(isCancelled('maskmend://app/index.html')).toBe(false);

  // Calls: answered as on loopback, to our page only.
  expect(await invoke(channels.call, 'app.info', {})).toMatchObject({ ok: true, value: { host: 'electron' } });
  expect(await invoke(channels.call, 'folders.home', {})).toMatchObject({ ok: false, error: { code: 'usage' } });
  for (const url of [
    'https://evil.example/',
    'data:text/html,x',
    'file:///x.html',
    'maskmend://other/',
    'about:blank',
  ]) {
    const foreign = { senderFrame: { url } };
    expect(() => seen.handlers.get(channels.call)?.(foreign, 'app.info', {}), url).toThrow('not for you');
  }

  // Pictures and the page itself through the private scheme.
  const page = await seen.pageHandler?.(new Request('maskmend://app/'));
  expect(page?.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect((await seen.pageHandler?.(new Request('maskmend://other/')))?.status).toBe(404);
  expect((await seen.pageHandler?.(new Request('maskmend://app/pictures/mask/1/original')))?.status).toBe(404);

  // Events reach the page, and what the system shows.
  const project = join(folder, 'new.maskmend');
  await invoke(channels.call, 'project.create', { path: project });
  expect(window.webContents.sent.map(([channel]) => channel)).toContain(channels.event);
  expect(seen.recent).toEqual([project]);

  // Menu from the page's commands.
  await invoke(channels.menu, [
    {
      kind: 'submenu',
      label: 'File',
      entries: [
        { kind: 'command', id: 'project.open', label: 'Open', accelerator: 'CmdOrCtrl+O', isEnabled: true },
        { kind: 'separator' },
      ],
    },
  ]);
  const [file] = seen.menu.filter(({ label }) => label === 'File');
  const [open] = Array.isArray(file.submenu) ? file.submenu : [];
  expect(open).toMatchObject({ label: 'Open', enabled: true, accelerator: 'CmdOrCtrl+O', registerAccelerator: false });
  open.click?.(undefined as never, undefined, undefined as never);
  expect(window.webContents.sent.at(-1)).toEqual([channels.command, 'project.open']);

  // Dialogs, paths, title.
  seen.dialogAnswer = ['/data/masks'];
  expect(await invoke(channels.dialog, { kind: 'open-folder', title: 'Masks' })).toEqual(['/data/masks']);
  seen.dialogAnswer = [];
  expect(await invoke(channels.dialog, { kind: 'save-file', title: 'Save' })).toEqual([]);
  await invoke(channels.openPath, '/data/maskmend-report.html');
  await expect(invoke(channels.openPath, '/data/program.desktop')).rejects.toThrow('only reports');
  expect(seen.opened).toEqual(['/data/maskmend-report.html']);
  await invoke(channels.title, 'new – Maskmend');
  expect(window.title).toBe('new – Maskmend');

  // The end of a long job, in the page's words.
  await invoke(channels.notify, { title: '3 masks repaired', text: '' });
  expect(seen.notifications).toEqual([{ title: '3 masks repaired', body: '' }]);

  // What the page keeps of a stroke on its way is on the disk before the program can be killed.
  expect(seen.schemes[0].privileges?.standard).toBe(true);
  await invoke(channels.keep);
  expect(window.webContents.storageWrites).toBe(1);

  // A second start, or a double click, hands its project to the first.
  emitApp('second-instance', {}, ['maskmend', '/data/other.maskmend'], '/home');
  expect(window.webContents.sent.at(-1)).toEqual([channels.pathToOpen, '/data/other.maskmend']);
  emitApp('second-instance', {}, ['maskmend', 'here.maskmend'], '/data');
  expect(window.webContents.sent.at(-1)).toEqual([channels.pathToOpen, resolve('/data/here.maskmend')]);
  // One that has nothing to open only shows the window.
  window.isShown = false;
  const sent = window.webContents.sent.length;
  emitApp('second-instance', {}, ['maskmend'], '/data');
  expect([window.isShown, window.webContents.sent.length]).toEqual([true, sent]);

  // Progress in the taskbar, and back.
  emitApp('open-file', { preventDefault: () => undefined }, '/data/third.maskmend');
  expect(window.webContents.sent.at(-1)).toEqual([channels.pathToOpen, '/data/third.maskmend']);

  // A page that died begins anew; one with something unsaved is closed only where the person says so.
  window.webContents.events.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 });
  expect(window.webContents.reloads).toBe(1);
  for (const [answer, times] of [[0, 0] as const, [1, 1] as const]) {
    seen.messageAnswer = answer;
    const closing = { preventDefault: vi.fn() };
    window.webContents.events.emit('will-prevent-unload', closing);
    expect(closing.preventDefault).toHaveBeenCalledTimes(times);
  }
  expect(seen.asked[0]).toContain('not saved');

  // The project is closed before the program ends.
  emitApp('window-all-closed');
  await expect.poll(() => seen.quits).toBe(1);
});

test('a second instance ends at once and opens nothing', async () => {
  const [before, windows] = [seen.quits, seen.windows.length];
  seen.hasLock = false;
  await startShell(join(temporaryFolder(), 'home'));
  expect(seen.windows).toHaveLength(windows);
  expect(seen.quits).toBe(before + 1);
});
