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
}

/** All samples of a JPEG whose coefficients change, and what libjpeg's up-sampling makes of them. */
export class JpegPlanes {
  readonly planes: readonly Plane[];
  private readonly image: JpegImage;

  constructor(image: JpegImage) {
    this.image = image;
    this.planes = image.components.map((component) => planeOf(image, component));
    image.components.forEach((component, index) => {
      const { stride } = this.planes[index];
      for (let block = 0; block < component.place.length; block++) this.decode(index, block, stride);
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

  /** The component's sample at a pixel of the picture as the triangle filter gives it, before it is rounded. */
  sampleOver(index: number, x: number, y: number): number {
    const plane = this.planes[index];
    const { stride, ratioX, ratioY, samples, width, height } = plane;
    if (ratioX === 1 && ratioY === 1) return cut(samples[y * stride + x]);
    const column = Math.floor(x / ratioX);
    const row = Math.floor(y / ratioY);
    const besideX = ratioX === 1 ? column : Math.min(width - 1, Math.max(0, column + (x & 1 ? 1 : -1)));
    const besideY = ratioY === 1 ? row : Math.min(height - 1, Math.max(0, row + (y & 1 ? 1 : -1)));
    const near = 3 * cut(samples[row * stride + column]) + cut(samples[row * stride + besideX]);
    const far = 3 * cut(samples[besideY * stride + column]) + cut(samples[besideY * stride + besideX]);
    return (3 * near + far) / 16;
  }

  private decode(index: number, block: number, stride: number): void {
    const component = this.image.components[index];
    const { storedBlocksWide } = component;
    const at = Math.floor(block / storedBlocksWide) * 8 * stride + (block % storedBlocksWide) * 8;
    inverseDct(component, block, { out: this.planes[index].samples, at, stride });
  }
}

function planeOf(image: JpegImage, component: JpegComponent): Plane {
  const stride = component.storedBlocksWide * 8;
  const ratioX = image.maxHorizontalSampling / component.horizontalSampling;
  const ratioY = image.maxVerticalSampling / component.verticalSampling;
  return {
    samples: new Int16Array(stride * component.storedBlocksHigh * 8),
    stride,
    ratioX,
    ratioY,
    width: Math.ceil(image.width / ratioX),
    height: Math.ceil(image.height / ratioY),
  };
}

function cut(value: number): number {
  return value < 0 ? 0 : value > 255 ? 255 : value;
}
