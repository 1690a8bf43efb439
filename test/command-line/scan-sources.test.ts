import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writePng } from '../../src/main/codec/png/png-writer.ts';
import { REPORT_NAME } from '../../src/main/services/repair/earlier-results.ts';
import { scanSources } from '../../src/main/services/sources/scan-sources.ts';
import { emptyReport } from './empty-report.ts';
import { makeFolder, writeIn } from './temporary-folder.ts';

const all = { isLeavingOutResults: false };

async function pathsIn(folder: string): Promise<readonly string[]> {
  const { files } = await scanSources([folder], all);
  return files.map(({ relativePath }) => relativePath);
}

describe('scanSources', () => {
  it('finds pictures at any depth, sorted by code units of the path', async () => {
    const folder = makeFolder({ 'b/x.png': '', 'a.jpg': '', 'B/y.JPG': '', 'b.tif': '', 'ä.webp': '' });
    expect(await pathsIn(folder)).toEqual(['B/y.JPG', 'a.jpg', 'b.tif', 'b/x.png', 'ä.webp']);
  });

  it('passes over hidden names silently and counts files of other kinds', async () => {
    const folder = makeFolder({ '.hidden.png': '', '.git/a.png': '', 'notes.txt': '', 'labels.json': '', 'a.png': '' });
    const scan = await scanSources([folder], all);
    expect(scan.files.map(({ relativePath }) => relativePath)).toEqual(['a.png']);
    expect(scan.ignoredFiles).toBe(2);
    expect(scan.problems).toEqual([]);
  });

  it('takes files that only their content shows to be pictures', async () => {
    const png = writePng({ width: 1, height: 1, channels: 'grey', bitDepth: 8, samples: Uint8Array.of(1) });
    const folder = makeFolder({
      bare: png,
      'old.png.bak': png,
      'x.dat': 'GIF but no picture',
      'y.dat': '',
      'z.json': png,
    });
    const scan = await scanSources([folder], all);
    expect(scan.files.map(({ relativePath }) => relativePath)).toEqual(['bare', 'old.png.bak']);
    expect(scan).toMatchObject({ ignoredFiles: 3, problems: [] });
  });

  it('takes a file that is given by name whatever it is called', async () => {
    const folder = makeFolder({ 'mask.dat': '', '.hidden': '' });
    const scan = await scanSources([join(folder, 'mask.dat'), join(folder, '.hidden')], all);
    expect(scan.files).toEqual([
      { path: join(folder, 'mask.dat'), root: folder, relativePath: 'mask.dat' },
      { path: join(folder, '.hidden'), root: folder, relativePath: '.hidden' },
    ]);
  });

  it('visits every folder once where symbolic links make circles', async () => {
    const folder = makeFolder({ 'deep/a.png': '' });
    symlinkSync('..', join(folder, 'deep/up'));
    symlinkSync(folder, join(folder, 'self'));
    symlinkSync('round', join(folder, 'round'));
    const scan = await scanSources([folder], all);
    expect(scan.files.map(({ relativePath }) => relativePath)).toEqual(['deep/a.png']);
    expect(scan.problems).toEqual([]);
  });

  it('knows a file by its own path where a link leads to it too', async () => {
    const folder = makeFolder({ 'z/a.png': '' });
    symlinkSync('z', join(folder, 'alias'));
    expect(await pathsIn(folder)).toEqual(['z/a.png']);
  });

  it('follows links to folders and files elsewhere', async () => {
    const elsewhere = makeFolder({ 'a.png': '' });
    const folder = makeFolder();
    symlinkSync(elsewhere, join(folder, 'linked'));
    symlinkSync(join(elsewhere, 'a.png'), join(folder, 'b.png'));
    expect(await pathsIn(folder)).toEqual(['b.png', 'linked/a.png']);
  });

  it('takes a file once where paths overlap', async () => {
    const folder = makeFolder({ 'in/a.png': '' });
    const scan = await scanSources([join(folder, 'in/a.png'), folder, join(folder, 'in')], all);
    expect(scan.files).toHaveLength(1);
  });

  it('reports what does not exist and goes on', async () => {
    const folder = makeFolder({ 'a.png': '' });
    symlinkSync('nowhere', join(folder, 'gone.png'));
    const scan = await scanSources([join(folder, 'missing.png'), folder], all);
    expect(scan.files).toHaveLength(1);
    expect(scan.problems.map(({ source, error }) => [basename(source.path), error.code])).toEqual([
      ['missing.png', 'not-found'],
      ['gone.png', 'not-found'],
    ]);
  });

  it('reports a path that is neither file nor folder', async () => {
    const { problems } = await scanSources(['/dev/null'], all);
    expect(problems[0]?.error).toMatchObject({ code: 'unsupported-format', message: 'is neither a file nor a folder' });
  });

  it('reports a folder that vanishes while the search is under way', async () => {
    const folder = makeFolder({ 'a.png': '', 'deep/inner/b.png': '' });
    const search = scanSources([folder], all);
    rmSync(folder, { recursive: true });
    const { files, problems } = await search;
    expect(files).toEqual([]);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.error.message).toBe('does not exist');
  });

  it('leaves out folders of earlier results only where asked to, and never the folder given', async () => {
    const folder = makeFolder({ 'a.png': '', 'cleaned/a.png': '', 'other/b.png': '', [`other/${REPORT_NAME}`]: '{}' });
    writeIn(folder, `cleaned/${REPORT_NAME}`, JSON.stringify(emptyReport));
    const scan = await scanSources([folder], { isLeavingOutResults: true });
    expect(scan.files.map(({ relativePath }) => relativePath)).toEqual(['a.png', 'other/b.png']);
    expect(scan.resultFolders).toBe(1);
    expect(await pathsIn(folder)).toEqual(['a.png', 'cleaned/a.png', 'other/b.png']);
    const given = await scanSources([join(folder, 'cleaned')], { isLeavingOutResults: true });
    expect(given.files).toHaveLength(1);
  });

  it('leaves out the files it is told to', async () => {
    const folder = makeFolder({ 'a.png': '', 'b.png': '' });
    const leftOut = new Set([join(folder, 'b.png')]);
    const { files } = await scanSources([folder], { isLeavingOutResults: true, leftOut });
    expect(files.map(({ relativePath }) => relativePath)).toEqual(['a.png']);
  });

  it('finds nothing in an empty folder', async () => {
    const folder = makeFolder();
    mkdirSync(join(folder, 'empty'));
    expect(await scanSources([folder], all)).toMatchObject({ files: [], problems: [], ignoredFiles: 0 });
  });
});
