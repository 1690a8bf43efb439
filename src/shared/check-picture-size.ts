import { MaskmendError } from './errors.ts';
import type { ReadLimits } from './limits.ts';

/** Checks the size that a header promises, in pixels, before memory is taken for it; throws `corrupt-file`, `too-large`. */
export function checkPictureSize(size: { readonly width: number; readonly height: number }, limits: ReadLimits): void {
  const { width, height } = size;
  if (width < 1 || height < 1) {
    throw new MaskmendError('corrupt-file', `the header says the picture is ${width} x ${height} pixels`);
  }
  if (width > limits.maxSide || height > limits.maxSide || width * height > limits.maxPixels) {
    throw new MaskmendError(
      'too-large',
      `the picture is ${width} x ${height} pixels, the limit is ${limits.maxPixels} pixels and ${limits.maxSide} a side`,
      { hint: 'cut it into tiles' },
    );
  }
}

/** The most memory that the samples of one picture may take: 2 GB, where a mask of 500 million pixels needs half a GB. */
const MAX_SAMPLE_BYTES = 2 ** 31;

/** Checks the memory that the samples of a picture will take, in bytes; throws `too-large`. */
export function checkSampleBytes(bytes: number): void {
  if (bytes <= MAX_SAMPLE_BYTES) return;
  throw new MaskmendError(
    'too-large',
    `the pixels of the picture take ${bytes} bytes, the limit is ${MAX_SAMPLE_BYTES}`,
    {
      hint: 'cut it into tiles or save it as 8-bit indexed or grey',
    },
  );
}
