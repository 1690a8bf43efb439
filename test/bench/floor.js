// node floor.js OUT FILE...: the least that any program must do with these files: decode each JPEG to pixels by sharp and
// encode a grey PNG of the same size by sharp, one after the other on one thread. Plain JavaScript, so that its start
// pays for no type stripping.
import { basename, extname, join } from 'node:path';
import sharp from 'sharp';

sharp.concurrency(1);
sharp.cache(false);

const [out, ...files] = process.argv.slice(2);
for (const [place, file] of files.entries()) {
  const { data, info } = await sharp(file).raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const grey = new Uint8Array(width * height);
  for (let pixel = 0; pixel < grey.length; pixel++) grey[pixel] = data[pixel * channels];
  await sharp(grey, { raw: { width, height, channels: 1 } })
    .toColourspace('b-w')
    .png()
    .toFile(join(out, `${place}-${basename(file, extname(file))}.png`));
}
