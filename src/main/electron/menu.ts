import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import { z } from 'zod';
import { menuText } from '../strings/en/menu.ts';

const separatorSchema = z.object({ kind: z.literal('separator') });
const commandSchema = z.object({
  kind: z.literal('command'),
  id: z.string(),
  label: z.string(),
  accelerator: z.string().optional(),
  isEnabled: z.boolean(),
  whyNot: z.string().optional(),
  isChecked: z.boolean().optional(),
});

const menuEntrySchema = z.discriminatedUnion('kind', [
  separatorSchema,
  commandSchema,
  z.object({
    kind: z.literal('submenu'),
    label: z.string(),
    get entries() {
      return z.array(menuEntrySchema);
    },
  }),
]);
export const menuEntriesSchema = z.array(menuEntrySchema).max(50);

type ReadEntry = z.infer<typeof menuEntrySchema>;

/** Makes the interface's commands the application's menu; `onCommand` is called with the one that is chosen. */
export function setMenu(entries: readonly ReadEntry[], onCommand: (id: string) => void): void {
  const isMac = process.platform === 'darwin';
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(entries, { isMac, onCommand })));
}

interface MenuOptions {
  readonly isMac: boolean;
  readonly onCommand: (id: string) => void;
}

/** The page's commands among what the system expects of every program, of which they know nothing. */
export function menuTemplate(entries: readonly ReadEntry[], options: MenuOptions): MenuItemConstructorOptions[] {
  const own = entries.flatMap((entry) => toItems(entry, options));
  // Copy and paste in fields go through a menu on macOS; elsewhere the page does them by itself.
  return options.isMac
    ? [{ role: 'appMenu', label: app.name }, ...own, { role: 'editMenu', label: menuText.text }, windowMenu]
    : [...own, windowMenu];
}

const windowMenu: MenuItemConstructorOptions = {
  label: menuText.window,
  role: 'window',
  submenu: [
    { role: 'minimize' },
    { role: 'togglefullscreen' },
    { type: 'separator' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { role: 'resetZoom' },
    { type: 'separator' },
    { role: 'toggleDevTools' },
    { type: 'separator' },
    { role: 'close' },
  ],
};

/** Keys of fields as well: the system's own menu has them. */
const editingKeys = new Set(['CmdOrCtrl+A', 'CmdOrCtrl+Z', 'CmdOrCtrl+Shift+Z']);

/**
 * macOS takes every key that a menu shows, whatever `registerAccelerator` says, and a bare letter would never reach a
 * field: there only keys with Command are shown.
 */
function keysOf(accelerator: string | undefined, isMac: boolean): Pick<MenuItemConstructorOptions, 'accelerator'> {
  if (accelerator === undefined) return {};
  if (isMac && (!accelerator.includes('CmdOrCtrl') || editingKeys.has(accelerator))) return {};
  return { accelerator };
}

function toItems(entry: ReadEntry, options: MenuOptions): MenuItemConstructorOptions[] {
  switch (entry.kind) {
    case 'separator':
      return [{ type: 'separator' }];
    case 'submenu':
      return [{ label: entry.label, submenu: entry.entries.flatMap((inner) => toItems(inner, options)) }];
    case 'command':
      // A menu of the system has one line for an item: what it cannot do and why stands below it.
      return [commandItem(entry, options), ...(entry.whyNot === undefined ? [] : [reasonItem(entry.whyNot)])];
  }
}

const reasonItem = (whyNot: string): MenuItemConstructorOptions => ({ label: `\u2003${whyNot}`, enabled: false });

function commandItem(
  { id, label, accelerator, isEnabled, isChecked }: z.infer<typeof commandSchema>,
  { isMac, onCommand }: MenuOptions,
): MenuItemConstructorOptions {
  return {
    label,
    enabled: isEnabled,
    ...(isChecked !== undefined && { type: 'checkbox', checked: isChecked }),
    // Shown only: the page hears the keys itself.
    ...keysOf(accelerator, isMac),
    registerAccelerator: false,
    click: () => {
      onCommand(id);
    },
  };
}
