import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, matchesGlob } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import afterPack from '../../src/main/build/after-pack.js';

const [X64, ARM64] = [1, 3];
const databaseBuilds = readdirSync(new URL('../../node_modules/better-sqlite3/prebuilds', import.meta.url));

/** What is left of sharp's builds where these are installed, and of those of the database, which are all there. */
function leftOf(platform: string, arch: number, builds: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'maskmend-pack-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const [images, database] = ['@img', 'better-sqlite3/prebuilds'].map((name) => join(folder, 'app/node_modules', name));
  for (const name of ['colour', 'sharp-wasm32', ...builds]) mkdirSync(join(images, name), { recursive: true });
  for (const name of databaseBuilds) mkdirSync(join(database, name), { recursive: true });
  const packager = { getResourcesDir: (out: string) => out };
  afterPack({ appOutDir: folder, arch, electronPlatformName: platform, packager });
  return { sharp: readdirSync(images), database: readdirSync(database) };
}

test('Linux keeps of sharp the build in WebAssembly, beside which nothing clashes', () => {
  expect(leftOf('linux', X64, ['sharp-linux-x64', 'sharp-libvips-linux-x64'])).toEqual({
    sharp: ['colour', 'sharp-wasm32'],
    database: ['linux-x64.node'],
  });
});

test('Windows keeps the native builds alone', () => {
  expect(leftOf('win32', X64, ['sharp-win32-x64'])).toEqual({
    sharp: ['colour', 'sharp-win32-x64'],
    database: ['win32-x64.node'],
  });
});

test('packed on another system or for another processor, it takes WebAssembly, and nothing that would not run', () => {
  const elsewhere = leftOf('win32', X64, ['sharp-linux-x64', 'sharp-libvips-linux-x64']);
  expect(elsewhere).toEqual({ sharp: ['colour', 'sharp-wasm32'], database: ['win32-x64.node'] });
  expect(leftOf('win32', ARM64, ['sharp-win32-x64'])).toEqual({
    sharp: ['colour', 'sharp-wasm32'],
    database: ['win32-arm64.node'],
  });
});

test('a program for both processors of macOS reads pictures on the one that npm installed nothing for', () => {
  const one = ['sharp-darwin-arm64', 'sharp-libvips-darwin-arm64'];
  const both = [...one, 'sharp-darwin-x64', 'sharp-libvips-darwin-x64'];
  expect(leftOf('darwin', ARM64, one).sharp).toContain('sharp-wasm32');
  expect(leftOf('darwin', ARM64, both)).toEqual({
    sharp: ['colour', ...both].toSorted(),
    database: ['darwin-arm64.node', 'darwin-x64.node'],
  });
});

test('the two halves of that program may share what is made for one processor', () => {
  const { mac } = z
    .object({ mac: z.object({ x64ArchFiles: z.string() }) })
    .parse(parse(readFileSync(new URL('../../electron-builder.yml', import.meta.url), 'utf8')));
  const modules = 'Contents/Resources/app/node_modules';
  for (const path of [
    'better-sqlite3/prebuilds/darwin-arm64.node',
    '@img/sharp-darwin-x64/lib/sharp-darwin-x64.node',
  ]) {
    expect(matchesGlob(join(modules, path), mac.x64ArchFiles)).toBe(true);
  }
  expect(matchesGlob('Contents/MacOS/Maskmend', mac.x64ArchFiles)).toBe(false);
});
