import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { nameOfBytes } from '../../src/main/name-bytes.ts';
import { maskPictureUrl, photoUrl } from '../../src/shared/contract/picture-urls.ts';
import { bytePath, putByteFile, takesByteNames } from '../byte-files.ts';
import { ownerOf } from '../review/review-host.ts';
import { asJpeg, colours, drawMask, drawPhoto } from './draw-masks.ts';
import { exportRequest, listAll, repairAll } from './projects.ts';
import { startTestHost } from './test-host.ts';

/** A name of which each character is one byte, as the program holds it. */
const held = (name: string) => nameOfBytes(Buffer.from(name, 'latin1'));

test.skipIf(!takesByteNames())(
  'names that are no UTF-8 go through the app from the folder list to the export',
  async () => {
    const host = await startTestHost();
    putByteFile(host.folder, 'd\xe9/masks/caf\xe9.jpg', await asJpeg(drawMask([colours.tree, colours.tree])));
    putByteFile(host.folder, 'd\xe9/photos/caf\xe9.jpg', await drawPhoto(1));
    const { entries } = await host.call('folders.list', { path: host.folder, show: 'folders', hasHidden: false });
    const chosen = entries.find(({ name }) => name === held('d\xe9'))?.path ?? '';
    const inside = await host.call('folders.list', { path: join(chosen, 'masks'), show: 'pictures', hasHidden: false });
    expect(inside.entries.map(({ name }) => name)).toEqual([held('caf\xe9.jpg')]);
    const folders = await host.call('folders.list', { path: join(chosen, 'masks'), show: 'folders', hasHidden: false });
    expect(folders).toMatchObject({ entries: [], otherFiles: 1 });

    await host.call('project.create', { path: join(chosen, held('p\xe9.maskmend')) });
    for (const as of ['mask', 'photo'] as const) {
      const { job } = await host.call('sources.add', { paths: [join(chosen, `${as}s`)], as });
      expect((await host.ended(job)).state).toBe('finished');
    }
    const [mask] = await listAll(host);
    const [photo] = await listAll(host, 'photo');
    expect([mask.path, photo.path].every((path) => path.endsWith(held('caf\xe9.jpg')))).toBe(true);
    const shown = { revision: mask.revision, paletteRevision: 0 };
    const pictures = [
      maskPictureUrl(ownerOf(host, mask.id), 'thumbnail', shown),
      maskPictureUrl(ownerOf(host, mask.id), 'original', shown),
      photoUrl(ownerOf(host, photo.id), photo.revision),
    ];
    for (const url of pictures) expect([url, (await host.get(url)).status]).toEqual([url, 200]);

    await host.call('classes.infer', { revision: 0 });
    expect((await repairAll(host)).items.failed).toBe(0);
    const folder = join(chosen, held('out\xff'));
    const { job } = await host.call('export.start', exportRequest(host, { folder, hasPhotos: true, hasReport: true }));
    expect((await host.ended(job)).state).toBe('finished');
    const out = 'd\xe9/out\xff';
    for (const name of ['masks/caf\xe9.png', 'photos/caf\xe9.jpg']) {
      expect([name, existsSync(bytePath(host.folder, `${out}/${name}`))]).toEqual([name, true]);
    }
    const report = readFileSync(bytePath(host.folder, `${out}/maskmend-report.html`), 'utf8');
    expect(report).toContain('caf\\xE9.jpg');

    await host.call('project.close', { isCancellingJobs: false });
    expect(existsSync(bytePath(host.folder, 'd\xe9/p\xe9.maskmend'))).toBe(true);
    expect(existsSync(bytePath(host.folder, 'd\xe9/p\xe9.maskmend-wal'))).toBe(false);
  },
);
