import type { JpegImage } from '../jpeg/jpeg-image.ts';
import type { Raster } from '../mask/raster.ts';

/** What a mask file holds, as far as the repair is concerned: coefficients where there are any, else pixels. */
export type MaskContent =
  | { readonly kind: 'jpeg'; readonly image: JpegImage }
  | { readonly kind: 'raster'; readonly raster: Raster; readonly isLossless: boolean };
