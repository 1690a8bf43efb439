import { inverseDct } from '../jpeg/inverse-dct.ts';
import type { JpegComponent, JpegImage } from '../jpeg/jpeg-image.ts';

/** The samples of one component, decoded but not cut to 0..255, row-major, `stride` apart. */
interface Plane {
  readonly samples: Int16Array;
  readonly stride: number;
  readonly ratioX: number;
  readonly ratioY: number;
  /** Samples that belong to the picture. */
  readonly width: number;
  readonly height: number;
  /** Whether it is up-sampled by the triangle filter. */
  readonly isSmooth: boolean;
}

/** Narrower components are replicated whatever the decoder. */
const NARROWEST_SMOOTH = 3;

/** All samples of a JPEG whose coefficients, first all 0, change, and what a decoder's up-sampling makes of them. */
export class JpegPlanes {
  readonly planes: readonly Plane[];
  private readonly image: JpegImage;

  /** `memory`: of a JPEG of the same size and sampling that is done with; what is not decoded anew stays from there. */
  constructor(image: JpegImage, isSmooth: boolean, memory?: JpegPlanes) {
    this.image = image;
    this.planes = image.components.map((component, index) => {
      const samples = memory?.planes[index].samples;
      return planeOf(image, component, { isSmooth, samples });
    });
  }

  /** Decodes the blocks of an MCU anew. */
  update(mcu: { readonly column: number; readonly row: number }): void {
    this.image.components.forEach((component, index) => {
      for (let v = 0; v < component.verticalSampling; v++) {
        const row = mcu.row * component.verticalSampling + v;
        const first = row * component.storedBlocksWide + mcu.column * component.horizontalSampling;
        for (let h = 0; h < component.horizontalSampling; h++) {
          this.decode(index, first + h, this.planes[index].stride);
        }
      }
    });
  }

  /** The component's sample at a pixel of the picture before it is rounded. */
  sampleOver(index: number, x: number, y: number): number {
    return this.sixteenths(index, x, y) / 16;
  }

  /** The same as the decoder rounds it, 0..255. */
  roundedOver(index: number, x: number, y: number): number {
    const { ratioX, ratioY } = this.planes[index];
    const sum = this.sixteenths(index, x, y);
    if (ratioX === 2 && ratioY === 2) return (sum + 8 - (x & 1)) >> 4;
    return (sum + 4 * (1 + ((ratioX === 2 ? x : y) & 1))) >> 4;
  }

  /** 16 times the sample, by the triangle filter of libjpeg's default decoder (jdsample.c) or replicated. */
  private sixteenths(index: number, x: number, y: number): number {
    const { stride, ratioX, ratioY, samples, width, height, isSmooth } = this.planes[index];
    if (ratioX === 1 && ratioY === 1) return 16 * cut(samples[y * stride + x]);
    const column = ratioX === 1 ? x : x >> 1;
    const row = ratioY === 1 ? y : y >> 1;
    const at = row * stride + column;
    if (!isSmooth) return 16 * cut(samples[at]);
    const besideX = ratioX === 1 ? column : Math.min(width - 1, Math.max(0, column + (x & 1 ? 1 : -1)));
    const besideY = ratioY === 1 ? row : Math.min(height - 1, Math.max(0, row + (y & 1 ? 1 : -1)));
    const near = 3 * cut(samples[at]) + cut(samples[row * stride + besideX]);
    if (ratioY === 1) return 4 * near;
    const far = 3 * cut(samples[besideY * stride + column]) + cut(samples[besideY * stride + besideX]);
    return 3 * near + far;
  }

  private decode(index: number, block: number, stride: number): void {
    const component = this.image.components[index];
    const { storedBlocksWide } = component;
    const at = Math.floor(block / storedBlocksWide) * 8 * stride + (block % storedBlocksWide) * 8;
    inverseDct(component, block, { out: this.planes[index].samples, at, stride });
  }
}

function planeOf(
  image: JpegImage,
  component: JpegComponent,
  { isSmooth, samples }: { readonly isSmooth: boolean; readonly samples: Int16Array | undefined },
): Plane {
  const stride = component.storedBlocksWide * 8;
  const ratioX = image.maxHorizontalSampling / component.horizontalSampling;
  const ratioY = image.maxVerticalSampling / component.verticalSampling;
  const width = Math.ceil(image.width / ratioX);
  return {
    samples: samples ?? new Int16Array(stride * component.storedBlocksHigh * 8).fill(128),
    stride,
    ratioX,
    ratioY,
    width,
    height: Math.ceil(image.height / ratioY),
    isSmooth: isSmooth && (ratioX === 1 || width >= NARROWEST_SMOOTH),
  };
}

function cut(value: number): number {
  return value < 0 ? 0 : value > 255 ? 255 : value;
}
