import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, matchesGlob } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import afterPack from '../../src/main/build/after-pack.js';

/** Sharp's builds that are left of these. */
function leftOf(platform: string, builds: readonly string[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'maskmend-pack-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const images = join(folder, 'app/node_modules/@img');
  for (const name of ['colour', 'sharp-wasm32', ...builds]) mkdirSync(join(images, name), { recursive: true });
  afterPack({ appOutDir: folder, electronPlatformName: platform, packager: { getResourcesDir: (out: string) => out } });
  return readdirSync(images);
}

test('Linux keeps of sharp the build in WebAssembly, beside which nothing clashes', () => {
  expect(leftOf('linux', ['sharp-linux-x64', 'sharp-libvips-linux-x64'])).toEqual(['colour', 'sharp-wasm32']);
});

test('Windows keeps the native build alone', () => {
  expect(leftOf('win32', ['sharp-win32-x64'])).toEqual(['colour', 'sharp-win32-x64']);
});

test('a program for both processors of macOS reads pictures on the one that npm installed nothing for', () => {
  const one = ['sharp-darwin-arm64', 'sharp-libvips-darwin-arm64'];
  expect(leftOf('darwin', one)).toContain('sharp-wasm32');
  expect(leftOf('darwin', [...one, 'sharp-darwin-x64', 'sharp-libvips-darwin-x64'])).not.toContain('sharp-wasm32');
});

test('the two halves of that program may share what is made for one processor', () => {
  const config = z
    .object({ mac: z.object({ x64ArchFiles: z.string() }) })
    .parse(parse(readFileSync(new URL('../../electron-builder.yml', import.meta.url), 'utf8')));
  const modules = 'Contents/Resources/app/node_modules';
  for (const path of [
    'better-sqlite3/prebuilds/darwin-arm64.node',
    '@img/sharp-darwin-x64/lib/sharp-darwin-x64.node',
  ]) {
    expect(matchesGlob(join(modules, path), config.mac.x64ArchFiles)).toBe(true);
  }
  expect(matchesGlob('Contents/MacOS/Maskmend', config.mac.x64ArchFiles)).toBe(false);
});
