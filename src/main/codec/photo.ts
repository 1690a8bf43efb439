import type sharpFunction from 'sharp';
import type { Sharp } from 'sharp';
import { loadSharp } from './sharp/load-sharp.ts';
import type { ReadLimits } from '../../shared/limits.ts';
import { orientationOfTurn, type PixelBox } from '../../shared/mask/turn-labels.ts';
import type { Turn } from '../../shared/mask/turns.ts';
import type { PixelSize } from '../../shared/mask/runs.ts';
import type { FileFormat } from '../../shared/model/file-format.ts';
import { readBytesFacts } from './read-mask-file.ts';
import { sharpFailure } from './sharp/sharp-failure.ts';

/** What is done to an upright photo, in this order. */
interface PhotoSteps {
  readonly resize?: PixelSize | undefined;
  readonly box?: PixelBox | undefined;
  readonly turn: Turn;
}

/** A photo that is to be written in other shapes. */
export interface Photo {
  /** Upright, as its EXIF orientation says. */
  readonly size: PixelSize;
  readonly orientation: number;
  /** Its bytes after the steps; without a change those of the file. */
  readonly render: (steps: PhotoSteps) => Promise<Uint8Array>;
  /** Its pixels after the steps, three bytes each. */
  readonly pixels: (steps: PhotoSteps) => Promise<PixelSize & { readonly rgb: Uint8Array }>;
  /** Extension with its dot that the bytes of a changed photo have. */
  readonly changedExtension: '.jpg' | '.png';
}

/** Nearly nothing is lost at this quality; photos are not masks. */
const JPEG_QUALITY = 95;

/** Opens a photo; throws MaskmendErrors with its name. */
export async function openPhoto(name: string, bytes: Uint8Array, limits: ReadLimits): Promise<Photo> {
  const { width, height, orientation, format } = await readBytesFacts(name, bytes, limits);
  const size = orientation >= 5 ? { width: height, height: width } : { width, height };
  const isJpeg = format === 'jpeg';
  const photo = { name, bytes, format };
  return {
    size,
    orientation,
    changedExtension: isJpeg ? '.jpg' : '.png',
    render: async (steps) => {
      const isSame =
        orientation === 1 && steps.resize === undefined && steps.box === undefined && steps.turn === 'none';
      return isSame ? bytes : await renderPhoto(photo, { steps, limits, encode: isJpeg ? asJpeg : asPng });
    },
    pixels: (steps) => renderPhoto(photo, { steps, limits, encode: asPixels }),
  };
}

interface Rendering<Result> {
  readonly steps: PhotoSteps;
  readonly limits: ReadLimits;
  readonly encode: (image: Sharp) => Promise<Result>;
}

function asJpeg(image: Sharp): Promise<Uint8Array> {
  return image.jpeg({ quality: JPEG_QUALITY, chromaSubsampling: '4:4:4' }).toBuffer();
}

function asPng(image: Sharp): Promise<Uint8Array> {
  return image.png().toBuffer();
}

async function asPixels(image: Sharp): Promise<PixelSize & { readonly rgb: Uint8Array }> {
  const { data, info } = await image.toColourspace('srgb').removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, rgb: data };
}

interface PhotoBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly format: FileFormat;
}

/** What was looked at once, and is no larger now. */
const UNBOUNDED = { limitInputPixels: false } as const;

async function renderPhoto<Result>(
  { name, bytes, format }: PhotoBytes,
  { steps, limits, encode }: Rendering<Result>,
): Promise<Result> {
  const sharp = await loadSharp();
  try {
    // One step each: sharp puts operations of one pipeline into an order of its own.
    const upright = await sharp(bytes, { limitInputPixels: limits.maxPixels })
      .autoOrient()
      .png({ compressionLevel: 0 })
      .toBuffer();
    const sized = await resizeAndCrop(sharp, upright, steps);
    return await encode(turn(sharp(sized, UNBOUNDED), steps.turn));
  } catch (cause) {
    throw sharpFailure(cause, format).at(name);
  }
}

async function resizeAndCrop(
  sharp: typeof sharpFunction,
  bytes: Uint8Array,
  { resize, box }: PhotoSteps,
): Promise<Uint8Array> {
  const sized =
    resize &&
    (await sharp(bytes, UNBOUNDED)
      .resize({ ...resize, fit: 'fill' })
      .png({ compressionLevel: 0 })
      .toBuffer());
  if (box === undefined) return sized ?? bytes;
  return await sharp(sized ?? bytes, UNBOUNDED)
    .extract(box)
    .png({ compressionLevel: 0 })
    .toBuffer();
}

function turn(image: Sharp, wanted: Turn): Sharp {
  switch (orientationOfTurn[wanted]) {
    case 1:
      return image;
    case 2:
      return image.flop();
    case 4:
      return image.flip();
    case 6:
      return image.rotate(90);
    case 3:
      return image.rotate(180);
    case 8:
      return image.rotate(270);
  }
}
