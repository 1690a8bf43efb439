import type sharpFunction from 'sharp';

/** Loaded only when a file asks for it: native code that a run over JPEG and PNG never needs. */
export async function loadSharp(): Promise<typeof sharpFunction> {
  const { default: sharp } = await import('sharp');
  // Files are read side by side by workers: each takes one thread and keeps nothing.
  sharp.concurrency(1);
  sharp.cache(false);
  return sharp;
}
