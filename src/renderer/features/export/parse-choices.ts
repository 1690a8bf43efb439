import type { DatasetChoices } from '../../../shared/contract/dataset-export-schemas.ts';

type Parts = Extract<DatasetChoices['split'], { kind: 'divide' }>['parts'];
type Size = NonNullable<DatasetChoices['resize']>;

const USUAL_NAMES = ['train', 'val', 'test'];
const NAME = /^[\p{L}\p{N}_-]{1,64}$/u;

/** `0.8, 0.1, 0.1`, `train=90, val=10`: names, where there are none the usual ones, and shares or counts. */
export function parseParts(said: string): Parts | undefined {
  const parts = said.split(',').map((part, place) => {
    const [name = '', size = ''] = part.includes('=') ? part.split('=') : [USUAL_NAMES[place], part];
    return { name: name.trim(), size: /^\s*\d+(\.\d+)?\s*$/.test(size) ? Number(size) : NaN };
  });
  const isSound = parts.every(({ name, size }) => NAME.test(name) && size >= 0);
  return isSound && new Set(parts.map(({ name }) => name)).size === parts.length ? parts : undefined;
}

export function formatParts(parts: Parts): string {
  return parts.map(({ name, size }) => `${name}=${size}`).join(', ');
}

/** `640x480`. */
export function parseSize(said: string): Size | undefined {
  const [, width, height] = /^\s*(\d{1,5})\s*[x×*]\s*(\d{1,5})\s*$/i.exec(said) ?? [];
  const size = { width: Number(width), height: Number(height) };
  const isSound = [size.width, size.height].every((side) => side >= 1 && side <= 65_535);
  return isSound ? size : undefined;
}

export function formatSize(size: Size | undefined): string {
  return size === undefined ? '' : `${size.width}x${size.height}`;
}
