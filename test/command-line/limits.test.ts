import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { writePng } from '../../src/main/codec/png/png-writer.ts';
import { callUrl } from '../../src/shared/contract/transport.ts';
import { indexedPng } from '../formats/dataset-fixture.ts';
import { makeZip } from '../formats/tree/make-zip.ts';
import { runCommand, startCommand } from './run-command.ts';
import { makeFolder } from './temporary-folder.ts';

const COLOURS = [
  [0, 0, 0],
  [200, 10, 20],
];
const TABLE = 'name,r,g,b\nbackground,0,0,0\ncar,200,10,20\n';
const SMALL = ['--limit', 'pixels=7'];
const TOLD = /the picture is 4 x 2 pixels; the limit is 7 pixels; .*raise the limit .*; --limit pixels=<n> raises it/;

/** Masks of eight pixels with their classes. */
function eightPixels(): string {
  return makeFolder({ 'class_dict.csv': TABLE, 'masks/a.png': indexedPng(['0011', '0111'], COLOURS) });
}

describe('a limit', () => {
  it.each([
    ['inspect', (folder: string) => [join(folder, 'masks')]],
    ['palette', (folder: string) => [join(folder, 'masks')]],
    ['repair', (folder: string) => [join(folder, 'masks'), '--out', join(folder, 'out')]],
    ['verify', (folder: string) => [join(folder, 'masks'), '--palette', join(folder, 'class_dict.csv')]],
    ['stats', (folder: string) => [folder]],
    ['compare', (folder: string) => [folder, folder]],
    ['import', (folder: string) => [folder, '--out', join(folder, 'out')]],
    ['export', (folder: string) => [folder, '--to', 'voc', '--out', join(folder, 'out')]],
  ])('holds for %s, which names the file, the limit and how to raise it', async (command, argumentsIn) => {
    const folder = eightPixels();
    const { code, stdout, stderr } = await runCommand([command, ...argumentsIn(folder), ...SMALL]);
    const told = (stdout + stderr).replace(/\s+/g, ' ');
    expect(told).toMatch(/a\.png/);
    expect(told).toMatch(TOLD);
    expect(code).not.toBe(0);
    const allowed = await runCommand([command, ...argumentsIn(eightPixels()), '--limit', 'pixels=8']);
    expect(allowed.stdout + allowed.stderr).not.toContain('the limit');
  });

  it('holds for the masks of a project, whoever made it', async () => {
    const folder = eightPixels();
    const project = join(folder, 'a.maskmend');
    const made = ['repair', join(folder, 'masks'), '--out', join(folder, 'out'), '--project', project];
    expect((await runCommand(made)).code).toBe(0);
    expect((await runCommand(['check', project])).stdout).toContain('all is well');
    for (const args of [
      ['check', project],
      ['export', project, '--to', 'voc', '--out', join(folder, 'voc')],
    ]) {
      const { code, stdout, stderr } = await runCommand([...args, ...SMALL]);
      expect((stdout + stderr).replace(/\s+/g, ' ')).toMatch(TOLD);
      expect(code).not.toBe(0);
    }
  });

  it('may be raised above what is usual', async () => {
    const samples = Uint8Array.from({ length: 70_000 }, (_, x) => (x < 40_000 ? 0 : 255));
    const wide = writePng({ width: 70_000, height: 1, channels: 'grey', bitDepth: 8, samples });
    const folder = makeFolder({ 'masks/wide.png': wide });
    const args = ['repair', join(folder, 'masks'), '--out', join(folder, 'out')];
    const refused = await runCommand(args);
    expect(refused.code).not.toBe(0);
    expect(refused.stdout + refused.stderr).toContain('the limit is 65,535 pixels');
    const raised = await runCommand([...args, '--limit', 'side=100k']);
    expect(raised.stderr).toBe('');
    expect(raised.code).toBe(0);
  });

  it('of the environment holds where the command line sets none', async () => {
    const folder = eightPixels();
    const env = { ...process.env, MASKMEND_LIMITS: 'pixels=7, side=100' };
    const args = ['inspect', join(folder, 'masks')];
    const refused = await runCommand(args, { env });
    expect(refused.stdout + refused.stderr).toContain('the limit is 7 pixels');
    const raised = await runCommand([...args, '--limit', 'pixels=8'], { env });
    expect(raised.stdout + raised.stderr).not.toContain('the limit');
    const wrong = await runCommand(args, { env: { ...env, MASKMEND_LIMITS: 'pixels=many' } });
    expect(wrong.code).toBe(64);
    expect(wrong.stderr).toContain("MASKMEND_LIMITS: the limit 'pixels' takes a number such as 800M, not 'many'");
  });

  it.each([
    ['pixels=3G', 'No more than 2,000,000,000 pixels can be read'],
    ['depth=3', "There is no limit 'depth'; there are pixels, side, bytes, text-bytes, nesting"],
    ['pixels=lots', "The limit 'pixels' takes a number such as 800M, not 'lots'"],
  ])('of %s is refused as wrong usage', async (limit, message) => {
    const { code, stderr } = await runCommand(['inspect', 'masks', '--limit', limit]);
    expect(code).toBe(64);
    expect(stderr.replace(/\s+/g, ' ')).toContain(message);
  });

  it.each([
    ['archive-files=1', 'holds more than 1 files'],
    ['archive-bytes=1k', 'unpacks to more than 1024 bytes'],
    ['bytes=1k', 'masks/big.png unpacks to 2000 bytes'],
  ])('of archives (%s) is told before anything is unpacked', async (limit, message) => {
    const parts = [
      { name: 'class_dict.csv', bytes: Buffer.from(TABLE) },
      { name: 'masks/big.png', bytes: new Uint8Array(2000) },
    ];
    const folder = makeFolder({ 'set.zip': makeZip(parts) });
    const args = ['import', join(folder, 'set.zip'), '--out', join(folder, 'out'), '--limit', limit];
    const { code, stderr } = await runCommand(args);
    expect(code).toBe(1);
    expect(stderr).toContain(`set.zip: the archive is refused: ${message}; the limit is `);
    expect(stderr).toContain(`--limit ${limit.split('=')[0]}=<n> raises it`);
  });

  it.each([
    ['nesting=8', 'more than 8 brackets within each other; the limit is 8 levels'],
    ['text-bytes=1k', 'an entry of the JSON is too large; the limit is 1,024 bytes'],
    ['files=1', 'holds more than 1 files; the limit is 1 files'],
  ])('of texts and folders (%s) holds for annotations', async (limit, message) => {
    const deep = JSON.parse(`${'['.repeat(9)}${']'.repeat(9)}`) as unknown;
    const image = { id: 1, file_name: 'a.jpg', width: 4, height: 2, deep, long: 'x'.repeat(3e6) };
    const coco = { images: [image], categories: [{ id: 1, name: 'car' }], annotations: [] };
    const folder = makeFolder({ 'data/_annotations.coco.json': JSON.stringify(coco), 'data/b.txt': '' });
    const args = ['import', join(folder, 'data'), '--out', join(folder, 'out'), '--from', 'coco'];
    const { stdout, stderr } = await runCommand([...args, '--limit', limit]);
    expect(stdout + stderr).toContain(message);
    const allowed = await runCommand(args);
    expect(allowed.stdout + allowed.stderr).not.toContain('the limit');
  });
});

describe('serve', () => {
  it('takes the same limits, which go before those of the settings', async () => {
    const folder = eightPixels();
    const env = { ...process.env, MASKMEND_HOME: join(folder, 'home'), MASKMEND_LIMITS: 'side=50' };
    const server = startCommand(['serve', join(folder, 'a.maskmend'), ...SMALL], { env });
    onTestFinished(async () => {
      server.child.kill('SIGINT');
      await server.finished;
    });
    const url = await new Promise<string>((resolve) => {
      server.child.stdout?.on('data', (text: string) => {
        resolve(/http\S+/.exec(text)?.[0] ?? '');
      });
    });
    const entry = await fetch(url, { redirect: 'manual' });
    const headers = {
      cookie: entry.headers.get('set-cookie')?.split(';')[0] ?? '',
      'content-type': 'application/json',
    };
    const call = async (name: 'app.info' | 'settings.set' | 'sources.add' | 'sources.get', input: unknown) => {
      const answer = await fetch(new URL(callUrl(name), url), { method: 'POST', headers, body: JSON.stringify(input) });
      return JSON.stringify(await answer.json());
    };
    expect(await call('app.info', {})).toContain('"startLimits":{"side":50,"pixels":7}');
    expect(await call('settings.set', { limits: { pixels: 1000 } })).toContain('"pixels":1000');
    await call('sources.add', { paths: [join(folder, 'masks')], as: 'mask' });
    await expect.poll(() => call('sources.get', { id: 1 })).toContain('the limit is 7 pixels');
    expect((await runCommand(['serve', '--limit', 'pixels=0'])).code).toBe(64);
  });
});
