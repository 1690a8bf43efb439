import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import { z } from 'zod';

const separatorSchema = z.object({ kind: z.literal('separator') });
const commandSchema = z.object({
  kind: z.literal('command'),
  id: z.string(),
  label: z.string(),
  accelerator: z.string().optional(),
  isEnabled: z.boolean(),
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
  const own = entries.map((entry) => toItem(entry, onCommand));
  // What the system expects of every program; the page's commands know nothing of it.
  const first: MenuItemConstructorOptions[] =
    process.platform === 'darwin' ? [{ role: 'appMenu', label: app.name }] : [];
  Menu.setApplicationMenu(Menu.buildFromTemplate([...first, ...own, { role: 'editMenu' }, { role: 'windowMenu' }]));
}

function toItem(entry: ReadEntry, onCommand: (id: string) => void): MenuItemConstructorOptions {
  switch (entry.kind) {
    case 'separator':
      return { type: 'separator' };
    case 'submenu':
      return { label: entry.label, submenu: entry.entries.map((inner) => toItem(inner, onCommand)) };
    case 'command':
      return {
        label: entry.label,
        enabled: entry.isEnabled,
        ...(entry.isChecked !== undefined && { type: 'checkbox', checked: entry.isChecked }),
        // Shown only: the page hears the keys itself, and would hear them twice.
        ...(entry.accelerator !== undefined && { accelerator: entry.accelerator, registerAccelerator: false }),
        click: () => {
          onCommand(entry.id);
        },
      };
  }
}
