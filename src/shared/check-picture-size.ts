import { MaskmendError } from './errors.ts';
import type { PixelSize } from './mask/runs.ts';
import { beyondLimit, type ReadLimits } from './limits.ts';

/** Checks the size that a header promises, in pixels, before memory is taken for it; throws `corrupt-file`, `too-large`. */
export function checkPictureSize(size: PixelSize, limits: ReadLimits): void {
  const { width, height } = size;
  if (width < 1 || height < 1) {
    throw new MaskmendError('corrupt-file', `the header says the picture is ${width} x ${height} pixels`);
  }
  const name = nameOfPassed({ width, height }, limits);
  if (name === undefined) return;
  throw beyondLimit(name, `the picture is ${width} x ${height} pixels`, { limits, hint: 'cut it into tiles' });
}

function nameOfPassed({ width, height }: PixelSize, limits: ReadLimits): 'side' | 'pixels' | undefined {
  if (Math.max(width, height) > limits.maxSide) return 'side';
  return width * height > limits.maxPixels ? 'pixels' : undefined;
}

/** The most memory that the samples of one picture may take: 2 GB, where a mask of 500 million pixels needs half a GB. */
const MAX_SAMPLE_BYTES = 2 ** 31;

/** Checks the memory that the samples of a picture will take, in bytes; throws `too-large`. */
export function checkSampleBytes(bytes: number): void {
  if (bytes <= MAX_SAMPLE_BYTES) return;
  throw new MaskmendError(
    'too-large',
    `the pixels of the picture take ${bytes} bytes, and no more than ${MAX_SAMPLE_BYTES} can be read`,
    {
      hint: 'cut it into tiles or save it as 8-bit indexed or grey',
    },
  );
}
