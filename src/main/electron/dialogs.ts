import { type BrowserWindow, dialog } from 'electron';
import { z } from 'zod';
import type { DialogRequest } from '../../shared/contract/transport.ts';

const filterSchema = z.object({ name: z.string(), extensions: z.array(z.string()) });

export const dialogRequestSchema = z.object({
  kind: z.enum(['open-folder', 'open-files', 'save-file']),
  title: z.string(),
  defaultPath: z.string().optional(),
  filters: z.array(filterSchema).optional(),
});

/** Shows a dialog of the system; gives absolute paths, none where the person changed their mind. */
export async function showDialog(
  parent: BrowserWindow,
  { kind, title, defaultPath, filters }: z.infer<typeof dialogRequestSchema>,
): Promise<readonly string[]> {
  // macOS shows no title on its dialogs, but a message.
  const options = {
    title,
    message: title,
    ...(defaultPath !== undefined && { defaultPath }),
    ...(filters && { filters }),
  };
  if (kind === 'save-file') {
    const { filePath } = await dialog.showSaveDialog(parent, options);
    return filePath === '' ? [] : [filePath];
  }
  const properties = PROPERTIES[kind];
  return (await dialog.showOpenDialog(parent, { ...options, properties: [...properties] })).filePaths;
}

const PROPERTIES = {
  'open-folder': ['openDirectory', 'createDirectory', 'multiSelections'],
  'open-files': ['openFile', 'multiSelections'],
} as const satisfies Record<Exclude<DialogRequest['kind'], 'save-file'>, readonly string[]>;
