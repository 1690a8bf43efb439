import type { JpegComponent, JpegImage } from '../jpeg/jpeg-image.ts';

/** How one component of a JPEG comes about from labels. */
export interface ComponentModel {
  readonly component: JpegComponent;
  /** The component's sample value 0..255 of every class, by position in the palette. */
  readonly codes: Uint8Array;
  /** Picture pixels per sample, horizontally and vertically; whole numbers. */
  readonly ratioX: number;
  readonly ratioY: number;
  /** Samples of the component in the picture, without padding. */
  readonly width: number;
  readonly height: number;
  /** Quantised DC of a block that is one class throughout, by position in the palette. */
  readonly flatDc: Int16Array;
}

/**
 * The forward model of a JPEG: what an encoder of libjpeg's kind makes of a label map. Labels are positions in the
 * palette, 0..classCount-1.
 */
export interface ForwardModel {
  readonly image: JpegImage;
  readonly classCount: number;
  readonly components: readonly ComponentModel[];
  /** Size of an MCU in pixels. */
  readonly mcuWidth: number;
  readonly mcuHeight: number;
  /** Pixels that share one chroma sample; 1 x 1 where nothing is subsampled. */
  readonly cellWidth: number;
  readonly cellHeight: number;
}

/**
 * Builds the model from the classes' sample values, one array per component. Undefined where a component's resolution
 * is no whole part of the picture's: no encoder that we know down-samples like that.
 */
export function buildForwardModel(image: JpegImage, codes: readonly Uint8Array[]): ForwardModel | undefined {
  const components = image.components.map((component, index) => componentModel(image, component, codes[index]));
  const isWhole = components.every(({ ratioX, ratioY }) => Number.isInteger(ratioX) && Number.isInteger(ratioY));
  if (!isWhole) return undefined;
  return {
    image,
    classCount: codes[0].length,
    components,
    mcuWidth: 8 * image.maxHorizontalSampling,
    mcuHeight: 8 * image.maxVerticalSampling,
    cellWidth: Math.max(...components.map(({ ratioX }) => ratioX)),
    cellHeight: Math.max(...components.map(({ ratioY }) => ratioY)),
  };
}

function componentModel(image: JpegImage, component: JpegComponent, codes: Uint8Array): ComponentModel {
  const ratioX = image.maxHorizontalSampling / component.horizontalSampling;
  const ratioY = image.maxVerticalSampling / component.verticalSampling;
  const step = component.quantisation[0];
  return {
    component,
    codes,
    ratioX,
    ratioY,
    width: Math.ceil(image.width / ratioX),
    height: Math.ceil(image.height / ratioY),
    flatDc: Int16Array.from(codes, (code) => quantise(64 * (code - 128), step)),
  };
}

/** libjpeg's quantisation of an eightfold coefficient: half away from zero (jcdctmgr.c). */
function quantise(eightfold: number, step: number): number {
  const magnitude = Math.floor((Math.abs(eightfold) + 4 * step) / (8 * step));
  return eightfold < 0 ? -magnitude : magnitude;
}
