import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rgbOf } from '../repair/drawn-mask.ts';
import type { EncodeJob, Encoder } from './encoder.ts';

const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome'];

/** What a web page saves: `canvas.toDataURL` in a browser without a window. */
export function canvasEncoder(): Encoder {
  const browser = BROWSERS.find((name) => spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0);
  return {
    name: 'canvas of Chromium',
    isPresent: browser !== undefined,
    dctOf: () => 'islow',
    encode: (jobs) => Promise.resolve(encodeInBrowser(browser ?? '', jobs)),
  };
}

function encodeInBrowser(browser: string, jobs: readonly EncodeJob[]): Uint8Array[] {
  const folder = mkdtempSync(join(tmpdir(), 'maskmend-canvas-'));
  try {
    const page = join(folder, 'page.html');
    writeFileSync(page, pageOf(jobs));
    const options = ['--headless', '--no-sandbox', '--disable-gpu', `--user-data-dir=${folder}`, '--dump-dom'];
    const dom = execFileSync(browser, [...options, `file://${page}`], { maxBuffer: 2 ** 28, stdio: 'pipe' }).toString();
    const urls = /<output>([^<]*)<\/output>/.exec(dom)?.[1] ?? '';
    return urls.split(' ').map((url) => Buffer.from(url.slice(url.indexOf(',') + 1), 'base64'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function pageOf(jobs: readonly EncodeJob[]): string {
  const described = jobs.map(({ mask, quality }) => ({
    width: mask.width,
    height: mask.height,
    quality: quality / 100,
    rgb: Buffer.from(rgbOf(mask)).toString('base64'),
  }));
  return `<!doctype html><output></output><script>
const urls = ${JSON.stringify(described)}.map(({ width, height, quality, rgb }) => {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  const context = canvas.getContext('2d');
  const picture = context.createImageData(width, height);
  const bytes = atob(rgb);
  for (let pixel = 0; pixel < width * height; pixel++) {
    for (let channel = 0; channel < 3; channel++) {
      picture.data[pixel * 4 + channel] = bytes.charCodeAt(pixel * 3 + channel);
    }
    picture.data[pixel * 4 + 3] = 255;
  }
  context.putImageData(picture, 0, 0);
  return canvas.toDataURL('image/jpeg', quality);
});
document.querySelector('output').textContent = urls.join(' ');
</script>`;
}
