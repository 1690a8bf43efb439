import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { appTest } from './app-test.ts';
import { copyHardMasks } from './generated-masks.ts';
import { waitForRead, waitForRows } from './steps.ts';

/** As the browser tells of a file or folder that is let go over the page. */
async function drop(page: Page, name: string): Promise<void> {
  await page.evaluate((called) => {
    const target = document.elementFromPoint(innerWidth / 2, innerHeight / 2);
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(['dropped'], called));
    const options = { dataTransfer, bubbles: true, cancelable: true };
    target?.dispatchEvent(new DragEvent('dragover', options));
    target?.dispatchEvent(new DragEvent('drop', options));
  }, name);
}

interface DesktopPaths {
  /** Where what is dropped lies. */
  readonly folder: string;
  /** What the person answers where they are asked where to save. */
  readonly saved: string;
}

/** From now on pages have what the desktop shell puts into them; calls and events go to the server as ever. */
async function likeDesktop(context: BrowserContext, paths: DesktopPaths): Promise<void> {
  await context.addInitScript(({ folder, saved }) => {
    const nothing = () => Promise.resolve();
    const bridge = {
      call: async (name: string, input: unknown): Promise<unknown> => {
        const headers = { 'content-type': 'application/json' };
        const response = await fetch(`/api/call/${name}`, { method: 'POST', headers, body: JSON.stringify(input) });
        return response.json();
      },
      subscribe: (listener: (event: unknown) => void) => {
        const stream = new EventSource('/api/events');
        stream.onmessage = ({ data }) => {
          listener(JSON.parse(String(data)));
        };
        return () => {
          stream.close();
        };
      },
      pathForFile: ({ name }: File) => `${folder}/${name}`,
      showDialog: () => Promise.resolve([saved]),
      openPath: nothing,
      showInFolder: nothing,
      setMenu: nothing,
      setTitle: nothing,
      notify: nothing,
      keep: nothing,
      onCommand: () => () => undefined,
      onOpenPath: () => () => undefined,
    };
    Object.assign(globalThis, { maskmend: bridge });
  }, paths);
}

appTest(
  'what is dropped in the desktop app becomes a project, is added to it, or is the project that is opened',
  async ({ context, folder, openTab, page }) => {
    const saved = join(folder, 'dropped.maskmend');
    await likeDesktop(context, { folder, saved });
    const desktop = await openTab();
    await drop(desktop, 'masks');
    await waitForRead(desktop, 2);
    await drop(desktop, 'below');
    await waitForRows(desktop, 5);
    await desktop.getByRole('button', { name: 'Menu' }).click();
    await desktop.getByRole('menuitem', { name: 'File' }).click();
    await desktop.getByRole('menuitem', { name: 'Close project' }).click();
    await desktop.getByRole('button', { name: /Open the sample project/ }).waitFor();
    if (!existsSync(saved)) throw new Error('the project is not where it was to be kept');
    await drop(desktop, 'dropped.maskmend');
    await waitForRows(desktop, 5);
    await page.close();
  },
  {
    prepare: (folder) => {
      copyHardMasks(folder, 2);
      copyHardMasks(join(folder, 'below'), 3);
      return undefined;
    },
  },
);

appTest('a browser tab is not told where a dropped folder lies, and asks for it', async ({ page }) => {
  await drop(page, 'masks');
  await page.getByRole('dialog', { name: 'Pick the folder with the masks' }).waitFor();
  await page.getByText('A browser tab is not told where “masks” lies.', { exact: false }).waitFor();
  await page.keyboard.press('Escape');
  await drop(page, 'work.maskmend');
  await page.getByRole('dialog', { name: 'Open a project' }).waitFor();
});
