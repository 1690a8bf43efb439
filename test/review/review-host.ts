import type { AppEvent } from '../../src/shared/contract/events.ts';
import {
  confidenceTileRevision,
  labelTileRevision,
  maskTileUrl,
  type PictureOwner,
  type TileLayer,
} from '../../src/shared/contract/picture-urls.ts';
import { UNASSIGNED_SLOT } from '../../src/shared/model/palette.ts';
import type { TestHost } from '../api/test-host.ts';

/** Id of a mask by the end of its path. */
export async function idOf(host: TestHost, name: string): Promise<number> {
  const sort = { by: 'name', direction: 'ascending' } as const;
  const { rows } = await host.call('sources.list', { filter: { role: 'mask', name }, sort, offset: 0, limit: 1 });
  const row = rows.at(0);
  if (row === undefined) throw new Error(`there is no mask ${name}`);
  return row.id;
}

/** Slot of the class with a colour. */
export async function slotOf(host: TestHost, rgb: readonly number[]): Promise<number> {
  const { classes } = await host.call('classes.get', {});
  const found = classes.find((entry) => entry.rgb.join() === rgb.join());
  if (found === undefined) throw new Error(`no class is ${rgb.join()}`);
  return found.slot;
}

/** A file of the open project, as the URLs of its pictures name it. */
export function ownerOf({ workspace }: TestHost, id: number): PictureOwner {
  return { id, opening: workspace.session().opening };
}

/** A tile as the viewer gets it, and its response. */
export async function readTile(
  host: TestHost,
  id: number,
  layer: TileLayer,
  { level = 0, row = 0, column = 0 } = {},
): Promise<{ values: Uint8Array | Uint16Array; response: Response }> {
  const revision = await tileRevision(host, id, layer);
  const response = await host.get(maskTileUrl(ownerOf(host, id), layer, { level, row, column }, revision));
  if (response.status !== 200) throw new Error(`${layer}: ${response.status} ${await response.text()}`);
  const buffer = await response.arrayBuffer();
  const isWide = response.headers.get('x-bytes-per-label') === '2';
  return { values: isWide ? new Uint16Array(buffer) : new Uint8Array(buffer), response };
}

async function tileRevision(host: TestHost, id: number, layer: TileLayer): Promise<string> {
  const row = await host.call('sources.get', { id });
  if (layer === 'original' || layer === 'numbers') return String(row.revision);
  if (layer === 'confidence') return confidenceTileRevision(row.revision, row.labelsRevision);
  const { project } = await host.call('project.current', {});
  return labelTileRevision(row.labelsRevision, project?.paletteRevision ?? 0);
}

/** The labels of a mask of one tile. */
export async function labelsOf(host: TestHost, id: number, layer: TileLayer = 'labels'): Promise<number[]> {
  return Array.from((await readTile(host, id, layer)).values, (label) => (label === 255 ? UNASSIGNED_SLOT : label));
}

export async function revisionOf(host: TestHost, id: number): Promise<number> {
  return (await host.call('review.mask', { id })).labelsRevision;
}

/** Paints a stretch of the first row of a mask. */
export async function paint(host: TestHost, id: number, { slot = 0, at = 0, length = 4 } = {}) {
  return host.call('review.edit', {
    id,
    labelsRevision: await revisionOf(host, id),
    act: { kind: 'runs', label: 'Paint', tiles: [{ row: 0, column: 0, runs: [at, length, slot] }] },
  });
}

/** Undoes the last act. */
export async function undo(host: TestHost): Promise<void> {
  const { project } = await host.call('project.current', {});
  await host.call('project.undo', { entry: project?.undo?.id ?? 0 });
}

export async function redo(host: TestHost): Promise<void> {
  const { project } = await host.call('project.current', {});
  await host.call('project.redo', { entry: project?.redo?.id ?? 0 });
}

export function labelEvents({ events }: TestHost): Extract<AppEvent, { type: 'labels' }>[] {
  return events.filter((event) => event.type === 'labels');
}
