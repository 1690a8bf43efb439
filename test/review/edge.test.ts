import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp, { type Region } from 'sharp';
import { expect, test } from 'vitest';
import { type EdgeSide, edgeUrl } from '../../src/shared/contract/picture-urls.ts';
import { asJpeg, colours, drawMask } from '../api/draw-masks.ts';
import { projectOf, repairAll, repairedProject } from '../api/projects.ts';
import type { TestHost } from '../api/test-host.ts';
import { idOf, ownerOf, paint, slotOf, undo } from './review-host.ts';

/** Pixels of a picture as text, `r,g,b` each. */
async function pixelsOf(picture: Uint8Array, part?: Region): Promise<string[]> {
  const read = sharp(picture).removeAlpha();
  const data = await (part === undefined ? read : read.extract(part)).raw().toBuffer();
  return Array.from({ length: data.length / 3 }, (_, at) => [...data.subarray(3 * at, 3 * at + 3)].join());
}

async function edgeOf(host: TestHost, id: number) {
  const { edge } = await host.call('review.edge', { id });
  if (edge === undefined) throw new Error('no classes meet');
  return edge;
}

async function pictureOf(host: TestHost, id: number, side: EdgeSide): Promise<Response> {
  const { revision } = await host.call('sources.get', { id });
  const { project } = await host.call('project.current', {});
  return host.get(edgeUrl(ownerOf(host, id), side, { revision, paletteRevision: project?.paletteRevision ?? 0 }));
}

const bytesOf = async (response: Response) => new Uint8Array(await response.arrayBuffer());

test('the place where most classes meet is shown pixel for pixel, in the file and as it was repaired', async () => {
  const truth = drawMask([colours.tree, colours.roof, colours.lake], { size: 600, shift: 7 });
  const host = await projectOf({ 'a.jpg': await asJpeg(truth, 60) });
  await host.call('classes.infer', { revision: 0 });
  await repairAll(host);
  const id = await idOf(host, 'a.jpg');
  const { x, y, width, height, coloursBefore, coloursAfter } = await edgeOf(host, id);
  const part = { left: x, top: y, width, height };
  expect([width, height]).toEqual([24, 24]);

  const before = await pixelsOf(await bytesOf(await pictureOf(host, id, 'before')));
  expect(before).toEqual(await pixelsOf(readFileSync(join(host.folder, 'data', 'a.jpg')), part));
  expect(new Set(before).size).toBe(coloursBefore);
  const after = await pixelsOf(await bytesOf(await pictureOf(host, id, 'after')));
  expect(after).toEqual(await pixelsOf(truth, part));
  expect(new Set(after).size).toBe(coloursAfter);
  expect(coloursAfter).toBeGreaterThan(1);
  expect(coloursBefore).toBeGreaterThan(5 * coloursAfter);
});

test('the edge is that of the repair whatever was painted, and takes another colour of a class at once', async () => {
  const host = await repairedProject();
  const id = await idOf(host, 'b.jpg');
  const edge = await edgeOf(host, id);
  const after = async () => pixelsOf(await bytesOf(await pictureOf(host, id, 'after')));
  const shown = await after();
  const [roof, tree] = [await slotOf(host, colours.roof), await slotOf(host, colours.tree)];
  await paint(host, id, { slot: roof, at: 96 * edge.y, length: 96 * edge.height });
  expect(await edgeOf(host, id)).toEqual(edge);
  expect(await after()).toEqual(shown);

  const { revision } = await host.call('classes.get', {});
  const rgb = [1, 2, 3] as const;
  await host.call('classes.edit', {
    revision,
    edit: { kind: 'recolour', slot: tree, rgb: [...rgb], meaning: 'shown' },
  });
  expect(await after()).toEqual(shown.map((colour) => (colour === colours.tree.join() ? rgb.join() : colour)));
});

test('a mask of one class, or of none any more, has no edge to show', async () => {
  const host = await projectOf({ 'a.png': drawMask([colours.tree]), 'one.png': drawMask([]) });
  await host.call('classes.infer', { revision: 0 });
  await repairAll(host);
  const id = await idOf(host, 'one.png');
  expect(await host.call('review.edge', { id })).toEqual({});
  expect((await pictureOf(host, id, 'before')).status).toBe(204);
  const other = await idOf(host, 'a.png');
  await edgeOf(host, other);
  await undo(host);
  expect(await host.call('review.edge', { id: other })).toEqual({});
  expect((await pictureOf(host, other, 'after')).status).toBe(204);
});
