import { type Browser, chromium } from 'playwright-core';
import { findBrowser } from './find-browser.js';

/** Software rendering, and no host asked for anything. */
const FLAGS = [
  '--no-sandbox',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  // Debian's starter turns it on, also where a processor has to do the work of graphics: a core is busy with every change then.
  '--disable-gpu-rasterization',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

export async function launchBrowser(): Promise<Browser> {
  const path = findBrowser();
  if (path === undefined) throw new Error('there is no browser: install Chromium, or name one in MASKMEND_BROWSER');
  return chromium.launch({ executablePath: path, args: FLAGS });
}
