import type { BlockTransform, DctMethod } from '../jpeg/block-transform.ts';
import { blockTransform, roundLevel } from '../jpeg/block-transform.ts';
import type { JpegComponent, JpegImage } from '../jpeg/jpeg-image.ts';

/**
 * How chroma is reduced: by the rounded means of pixels, or by a larger transform whose upper frequencies are left out,
 * as libjpeg of the Independent JPEG Group does from version 7 on (libjpeg-turbo does not).
 */
type DownSampling = 'mean' | 'transform';

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
  readonly transform: BlockTransform;
  /** Quantised DC of a block that is one class throughout, by position in the palette. */
  readonly flatDc: Int16Array;
}

/**
 * The forward model of a JPEG: what an encoder that converts colours and down-samples as libjpeg does makes of a label
 * map. Labels are positions in the palette, 0..classCount-1.
 */
export interface ForwardModel {
  readonly image: JpegImage;
  readonly dct: DctMethod;
  readonly downSampling: DownSampling;
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
export function buildForwardModel(
  image: JpegImage,
  codes: readonly Uint8Array[],
  dct: DctMethod = 'islow',
): ForwardModel | undefined {
  const components = image.components.map((component, index) => componentModel(image, component, codes[index], dct));
  const isWhole = components.every(({ ratioX, ratioY }) => Number.isInteger(ratioX) && Number.isInteger(ratioY));
  if (!isWhole) return undefined;
  return {
    image,
    dct,
    downSampling: 'mean',
    classCount: codes[0].length,
    components,
    mcuWidth: 8 * image.maxHorizontalSampling,
    mcuHeight: 8 * image.maxVerticalSampling,
    cellWidth: Math.max(...components.map(({ ratioX }) => ratioX)),
    cellHeight: Math.max(...components.map(({ ratioY }) => ratioY)),
  };
}

/** The same model for an encoder that transforms otherwise. */
export function withDct(model: ForwardModel, dct: DctMethod): ForwardModel {
  const components = model.components.map((part) => ({ ...part, ...transformOf(part.component, part.codes, dct) }));
  return { ...model, dct, components };
}

/** As `withDct`, for certificates only: what flat blocks become is left as it was. */
export function underDct(model: ForwardModel, dct: DctMethod): ForwardModel {
  const components = model.components.map((part) => {
    return { ...part, transform: blockTransform(dct, part.component.quantisation) };
  });
  return { ...model, dct, components };
}

/** The same model for an encoder that reduces chroma in its transform; for ratios of 1 and 2. */
export function reducingByTransform(model: ForwardModel): ForwardModel {
  return { ...model, downSampling: 'transform' };
}

function componentModel(image: JpegImage, component: JpegComponent, codes: Uint8Array, dct: DctMethod): ComponentModel {
  const ratioX = image.maxHorizontalSampling / component.horizontalSampling;
  const ratioY = image.maxVerticalSampling / component.verticalSampling;
  return {
    component,
    codes,
    ratioX,
    ratioY,
    width: Math.ceil(image.width / ratioX),
    height: Math.ceil(image.height / ratioY),
    ...transformOf(component, codes, dct),
  };
}

function transformOf(
  { quantisation }: JpegComponent,
  codes: Uint8Array,
  dct: DctMethod,
): Pick<ComponentModel, 'transform' | 'flatDc'> {
  const transform = blockTransform(dct, quantisation);
  return { transform, flatDc: Int16Array.from(codes, (code) => flatDc(transform, code)) };
}

const samples = new Int32Array(64);
const levels = new Float64Array(64);

function flatDc(transform: BlockTransform, code: number): number {
  samples.fill(code - 128);
  transform.toLevels(samples, levels);
  return roundLevel(transform.method, levels[0]);
}
