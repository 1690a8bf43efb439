import type { JpegImage } from './jpeg-image.ts';
import { SampleRows } from './sample-rows.ts';
import type { RowSpan, Upsampler } from './upsampling.ts';
import { upsamplerFor } from './upsampling.ts';
import { blueOfCb, greenOfCb, greenOfCr, redOfCr } from './ycbcr.ts';

/**
 * Decodes spans of rows to the colours that libjpeg's default decoder gives (accurate integer inverse DCT, fancy
 * up-sampling, integer colour conversion): what other programs see in the file.
 */
export class PixelDecoder {
  /** Unclamped samples per component, for those who need more than colours. */
  readonly sampleRows: readonly SampleRows[];
  private readonly image: JpegImage;
  private readonly upsamplers: readonly Upsampler[];
  private readonly planes: readonly Uint8Array[];

  /** `asked`: 1 for the MCUs that the spans and the pixels beside them lie in, where these are not all. */
  constructor(image: JpegImage, asked?: Uint8Array) {
    this.image = image;
    this.sampleRows = image.components.map((component) => new SampleRows(image, component, asked));
    this.upsamplers = this.sampleRows.map((rows) => upsamplerFor(image, rows));
    // Up-sampling two to one may write one element beyond an odd width.
    this.planes = image.components.map(() => new Uint8Array(image.width + 8));
  }

  /** Writes 0xRRGGBB of the span's pixels to `out[from..to)`; `from` even. Rows are asked for from top to bottom. */
  decodeSpan(span: RowSpan, out: Uint32Array): void {
    this.upsamplers.forEach((upsample, index) => {
      upsample(span, this.planes[index]);
    });
    const { colourModel } = this.image;
    if (colourModel === 'grey') greyToColours(this.planes[0], span, out);
    else if (colourModel === 'rgb') rgbToColours(this.planes, span, out);
    else ycbcrToColours(this.planes, span, out);
  }
}

function greyToColours(grey: Uint8Array, span: RowSpan, out: Uint32Array): void {
  for (let x = span.from; x < span.to; x++) out[x] = grey[x] * 0x010101;
}

function rgbToColours(planes: readonly Uint8Array[], span: RowSpan, out: Uint32Array): void {
  const [red, green, blue] = planes;
  for (let x = span.from; x < span.to; x++) out[x] = (red[x] << 16) | (green[x] << 8) | blue[x];
}

function ycbcrToColours(planes: readonly Uint8Array[], span: RowSpan, out: Uint32Array): void {
  const [luma, blueChroma, redChroma] = planes;
  for (let x = span.from; x < span.to; x++) {
    const y = luma[x];
    const cb = blueChroma[x];
    const cr = redChroma[x];
    const red = clampByte(y + redOfCr[cr]);
    const green = clampByte(y + ((greenOfCb[cb] + greenOfCr[cr]) >> 16));
    out[x] = (red << 16) | (green << 8) | clampByte(y + blueOfCb[cb]);
  }
}

function clampByte(value: number): number {
  return value < 0 ? 0 : value > 255 ? 255 : value;
}
