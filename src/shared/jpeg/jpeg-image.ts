/** The quantised DCT coefficients of one component, as they stand in the file; blocks without AC take no room for it. */
export interface JpegComponent {
  /** Identifier of the component in the frame header. */
  readonly id: number;
  /** Sampling factors relative to the other components, 1..4. */
  readonly horizontalSampling: number;
  readonly verticalSampling: number;
  /** Blocks that cover the component's own samples: ceil(ceil(size * factor / largest factor) / 8). */
  readonly blocksWide: number;
  readonly blocksHigh: number;
  /** Blocks as stored: rounded up to whole MCUs where the scans interleave; arrays below have this stride. */
  readonly storedBlocksWide: number;
  readonly storedBlocksHigh: number;
  /** 64 quantiser steps in natural (row-major) order, 1..65535. */
  readonly quantisation: Uint16Array;
  /** Quantised DC of every stored block, row-major. */
  readonly dc: Int16Array;
  /** Per stored block: 0 where every AC coefficient is zero, else the block's place in `pool` in units of 64. */
  readonly place: Uint32Array;
  /** 64 coefficients per place in natural order, element 0 unused (the DC stands in `dc`); place 0 is all zero. */
  readonly pool: Int16Array;
}

export interface JpegImage {
  readonly width: number;
  readonly height: number;
  readonly colourModel: 'grey' | 'ycbcr' | 'rgb';
  /** MCU size in units of 8 pixels: the largest sampling factors; 1 x 1 for one component. */
  readonly maxHorizontalSampling: number;
  readonly maxVerticalSampling: number;
  readonly mcusWide: number;
  readonly mcusHigh: number;
  readonly components: readonly JpegComponent[];
}
