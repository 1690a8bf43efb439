// Draws the picture of docs/how-it-works.md: a piece of a sample mask as its file decodes, by nearest colour, repaired,
// and how certain that is.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { readMaskFile } from '../../src/main/codec/read-mask-file.ts';
import { loadPalette } from '../../src/main/services/classes/load-palette.ts';
import { toRaster } from '../../src/shared/jpeg/to-raster.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import { busiestPlace } from '../../src/shared/mask/busiest-place.ts';
import { rasterColours } from '../../src/shared/mask/raster-colours.ts';
import type { Rgb } from '../../src/shared/model/palette.ts';
import { unpackColour } from '../../src/shared/palette/packed-colour.ts';
import { repairMask } from '../../src/shared/repair/repair-mask.ts';
import { placeOfNearest, plainDistance } from '../accuracy/label-by-distance.ts';
import { ROOT } from './documents.ts';

const SIDE = 48;
const ENLARGED = 240;
const GAP = 8;

const sample = fileURLToPath(new URL('assets/sample/', ROOT));
const { content } = await readMaskFile(`${sample}masks/street.jpg`, defaultReadLimits);
const palette = await loadPalette(`${sample}labelmap.txt`, defaultReadLimits);
const raster = content.kind === 'jpeg' ? toRaster(content.image) : content.raster;
const { labelMap, confidence } = repairMask(content, { palette });
const place = busiestPlace(labelMap, SIDE);
const colourOfFile = rasterColours(raster);
const colours = palette.classes.map(({ rgb }) => rgb);
const colourOfSlot = new Map(palette.classes.map(({ slot, rgb }) => [slot, rgb]));

const views: readonly ((pixel: number) => Rgb)[] = [
  (pixel) => unpackColour(colourOfFile(pixel)),
  (pixel) => colours[placeOfNearest(unpackColour(colourOfFile(pixel)), colours, plainDistance)],
  (pixel) => colourOfSlot.get(labelMap.labels[pixel]) ?? [0, 0, 0],
  (pixel) => [confidence[pixel], confidence[pixel], confidence[pixel]],
];

const panes = await Promise.all(views.map(drawPane));
const width = views.length * ENLARGED + (views.length - 1) * GAP;
const picture = sharp({ create: { width, height: ENLARGED, channels: 3, background: '#808080' } })
  .composite(panes.map((input, at) => ({ input, left: at * (ENLARGED + GAP), top: 0 })))
  .png({ compressionLevel: 9 });
writeFileSync(new URL('docs/images/how-it-works.png', ROOT), await picture.toBuffer());

/** A pane as a PNG, every pixel enlarged to a square. */
function drawPane(colourAt: (pixel: number) => Rgb): Promise<Buffer> {
  const samples = SIDE * SIDE;
  const rgb = new Uint8Array(3 * samples);
  for (let at = 0; at < samples; at++) {
    rgb.set(colourAt((place.y + Math.floor(at / SIDE)) * labelMap.width + place.x + (at % SIDE)), 3 * at);
  }
  return sharp(rgb, { raw: { width: SIDE, height: SIDE, channels: 3 } })
    .resize(ENLARGED, ENLARGED, { kernel: 'nearest' })
    .png()
    .toBuffer();
}
