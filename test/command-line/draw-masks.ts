import sharp from 'sharp';
import { writePng } from '../../src/main/codec/png/png-writer.ts';
import type { Rgb } from '../../src/shared/model/palette.ts';

/** The classes of the masks that tests draw; far apart, so that every engine tells them apart. */
export const COLOURS: readonly Rgb[] = [
  [0, 0, 0],
  [200, 30, 30],
  [30, 160, 220],
  [250, 230, 60],
];

export const LABEL_MAP = 'background:0,0,0::\nroad:200,30,30::\nwater:30,160,220::\nlamp:250,230,60::\n';

interface Drawing {
  readonly width: number;
  readonly height: number;
  /** Class of each pixel, row by row. */
  readonly labels: Uint8Array;
}

/** A scene of a slanted road, a pond and a lamp; `seed` moves them about. */
export function drawScene(width = 160, height = 128, seed = 0): Drawing {
  const labels = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) labels[y * width + x] = classAt(x / width, y / height, seed / 10);
  }
  return { width, height, labels };
}

function classAt(x: number, y: number, shift: number): number {
  if (Math.hypot(x - 0.7, y - 0.3 - shift / 10) < 0.12) return 3;
  if (Math.hypot(x - 0.3, (y - 0.6) * 1.5) < 0.24) return 2;
  return Math.abs(y - 0.2 - 0.6 * x - shift / 20) < 0.12 ? 1 : 0;
}

function toRgb({ labels }: Drawing): Uint8Array {
  return Uint8Array.from([...labels].flatMap((label) => COLOURS[label]));
}

/** The mask as a truecolour PNG. */
export function toPng(drawing: Drawing): Uint8Array {
  const { width, height } = drawing;
  return writePng({ width, height, channels: 'rgb', bitDepth: 8, samples: toRgb(drawing) });
}

/** The mask as an indexed PNG with the indices of LABEL_MAP; entries of the colour table behind the classes are grey. */
export function toIndexedPng({ width, height, labels }: Drawing): Uint8Array {
  const colourTable = new Uint8Array(3 * 16).fill(77);
  colourTable.set(COLOURS.flat());
  return writePng({ width, height, channels: 'indexed', bitDepth: 8, samples: labels, colourTable });
}

/** The mask as people damage it. */
export async function toJpeg(drawing: Drawing, quality = 90): Promise<Uint8Array> {
  const { width, height } = drawing;
  const raw = { width, height, channels: 3 } as const;
  return await sharp(toRgb(drawing), { raw }).jpeg({ quality, chromaSubsampling: '4:2:0' }).toBuffer();
}

/** A picture that is no mask: noise over slow gradients, as a camera gives it. */
export async function drawPhoto(width = 160, height = 128): Promise<Uint8Array> {
  let state = 1;
  const noise = () => (state = (state * 48_271) % 2_147_483_647) % 25;
  const samples = new Uint8Array(width * height * 3);
  for (let place = 0; place < samples.length; place++) {
    const pixel = Math.floor(place / 3);
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    samples[place] = 60 + 80 * Math.sin(x / 23 + (place % 3)) ** 2 + 60 * Math.cos(y / 17) ** 2 + noise();
  }
  return await sharp(samples, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 92 })
    .toBuffer();
}
