import { encodeConfidence } from '../codec/png/encode-label-map.ts';
import { writePng } from '../codec/png/png-writer.ts';
import { fromTiles, type MaskTile } from '../db/labels/mask-tiles.ts';
import type { Thumbnail } from '../db/tables/thumbnails-table.ts';
import { thumbnailOfLabels } from './label-thumbnail.ts';
import type { ReadLimits } from '../../shared/limits.ts';
import { type LabelMap } from '../../shared/mask/label-map.ts';
import { relabel } from '../../shared/mask/relabel.ts';
import type { Rgb } from '../../shared/model/palette.ts';

/** A mask as the project keeps it. */
export interface KeptMask {
  readonly tiles: readonly MaskTile[];
  readonly size: { readonly width: number; readonly height: number };
  readonly limits: ReadLimits;
  /** Slots that count as others. */
  readonly merged: ReadonlyMap<number, number>;
}

export interface ColouredMask extends KeptMask {
  readonly colours: ReadonlyMap<number, Rgb>;
}

/** Slots as a grey PNG of 8 or 16 bits. */
export function showLabels(mask: KeptMask): Promise<Uint8Array> {
  const { width, height, labels } = readLabels(mask);
  const bitDepth = labels instanceof Uint8Array ? 8 : 16;
  return Promise.resolve(writePng({ width, height, channels: 'grey', bitDepth, samples: labels }));
}

export function showColour(mask: ColouredMask): Promise<Uint8Array> {
  return Promise.resolve(colourPng(readLabels(mask), mask.colours));
}

/** 255 = certain. */
export function showConfidence({ tiles, size, limits }: KeptMask): Promise<Uint8Array> {
  return Promise.resolve(encodeConfidence(fromTiles(tiles, size, limits).confidence, size));
}

export function showColourThumbnail(
  task: Pick<ColouredMask, 'merged' | 'colours'> & { readonly thumbnail: Thumbnail },
): Promise<Uint8Array> {
  const { width, height, bytes } = task.thumbnail;
  const labels = new Uint16Array(bytes.slice().buffer);
  return Promise.resolve(colourPng(relabel({ width, height, labels }, task.merged), task.colours));
}

/** The labels made small for lists, where the project keeps none of them. */
export function showSmallColour(mask: ColouredMask): Promise<Uint8Array> {
  const thumbnail = thumbnailOfLabels(fromTiles(mask.tiles, mask.size, mask.limits).labelMap);
  return showColourThumbnail({ ...mask, thumbnail });
}

function readLabels({ tiles, size, limits, merged }: KeptMask): LabelMap {
  return relabel(fromTiles(tiles, size, limits).labelMap, merged);
}

function colourPng({ width, height, labels }: LabelMap, colours: ReadonlyMap<number, Rgb>): Uint8Array {
  const samples = new Uint8Array(3 * labels.length);
  let last = -1;
  let rgb: Rgb = [0, 0, 0];
  for (let pixel = 0, at = 0; pixel < labels.length; pixel++, at += 3) {
    if (labels[pixel] !== last) {
      last = labels[pixel];
      rgb = colours.get(last) ?? [0, 0, 0];
    }
    samples[at] = rgb[0];
    samples[at + 1] = rgb[1];
    samples[at + 2] = rgb[2];
  }
  return writePng({ width, height, channels: 'rgb', bitDepth: 8, samples });
}
