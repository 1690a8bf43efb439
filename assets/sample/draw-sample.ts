// npm run sample: draws the sample anew. Truth and clean masks depend on nothing but the code in this folder; photos and
// damaged masks also on the JPEG encoder of sharp.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import sharp, { type JpegOptions } from 'sharp';
import { writePng } from '../../src/main/codec/png/png-writer.ts';
import type { Raster } from '../../src/shared/mask/raster.ts';
import { formatPaletteFile } from '../../src/shared/palette/palette-files.ts';
import { rasteriseLabels } from './drawing/rasterise-labels.ts';
import { renderPhoto } from './drawing/render-photo.ts';

import { samplePalette } from './sample-palette.ts';
import { sampleScenes } from './sample-scenes.ts';

interface Picture {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

const colourTable = Uint8Array.from(samplePalette.classes.flatMap(({ rgb }) => rgb));

for (const folder of ['truth', 'masks', 'photos']) {
  rmSync(fileAt(folder), { recursive: true, force: true });
  mkdirSync(fileAt(folder), { recursive: true });
}
writeFileSync(fileAt('labelmap.txt'), formatPaletteFile(samplePalette, 'labelmap.txt'));
for (const { name, draw, damage } of sampleScenes) {
  const scene = draw();
  const { width, height } = scene;
  const labels = rasteriseLabels(scene);
  const truth: Raster = { width, height, channels: 'indexed', bitDepth: 4, samples: labels, colourTable };
  writeFileSync(fileAt(`truth/${name}.png`), writePng(truth));
  const rgb = coloured(labels);
  if (damage !== undefined) await writeJpeg(`masks/${name}.jpg`, { width, height, rgb }, damage);
  else
    writeFileSync(fileAt(`masks/${name}.png`), writePng({ width, height, channels: 'rgb', bitDepth: 8, samples: rgb }));
  await writeJpeg(`photos/${name}.jpg`, { width, height, rgb: renderPhoto(scene, width) }, { quality: 86 });
}

function fileAt(place: string): URL {
  return new URL(place, import.meta.url);
}

function coloured(labels: Uint8Array): Uint8Array {
  const rgb = new Uint8Array(labels.length * 3);
  labels.forEach((label, pixel) => {
    rgb.set(colourTable.subarray(label * 3, label * 3 + 3), pixel * 3);
  });
  return rgb;
}

async function writeJpeg(place: string, { width, height, rgb }: Picture, options: JpegOptions): Promise<void> {
  writeFileSync(
    fileAt(place),
    await sharp(rgb, { raw: { width, height, channels: 3 } })
      .jpeg(options)
      .toBuffer(),
  );
}
