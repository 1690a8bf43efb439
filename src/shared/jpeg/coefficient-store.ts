import { MaskmendError } from '../errors.ts';
import { memoryOf, recycle } from '../shared-memory.ts';
import type { JpegComponent } from './jpeg-image.ts';

/** Room for AC coefficients over all components of one file; a mask needs a small part of it, a giant photo more. */
const MAX_POOL_BYTES = 2_000_000_000;
const BYTES_PER_PLACE = 128;

type Layout = Omit<JpegComponent, 'dc' | 'place' | 'pool'>;

/** Blocks in a row, as `JpegComponent` describes them, with the coefficients of new places only. */
interface DecodedBlocks {
  readonly dcs: Int16Array;
  readonly places: Uint32Array;
  readonly coefficients: Int16Array;
}

/** The coefficients of one component while they are read; blocks get room for AC when their first one arrives. */
export class CoefficientStore {
  readonly layout: Layout;
  readonly dc: Int16Array;
  readonly place: Uint32Array;
  pool: Int16Array;
  private readonly isShared: boolean;
  private placeCount = 1;

  /** `isShared`: in memory that other threads can be given. */
  constructor(layout: Layout, isShared = false) {
    const blocks = layout.storedBlocksWide * layout.storedBlocksHigh;
    this.layout = layout;
    this.isShared = isShared;
    this.dc = new Int16Array(memoryOf(2 * blocks, isShared));
    this.place = new Uint32Array(memoryOf(4 * blocks, isShared));
    this.pool = this.newPool(Math.min(blocks + 1, 256));
  }

  /** Element of `pool` where the coefficients of `block` begin, taking room for them if they have none. */
  openBlock(block: number): number {
    const place = this.place[block];
    if (place !== 0) return place * 64;
    if ((this.placeCount + 1) * 64 > this.pool.length) this.growPool();
    this.place[block] = this.placeCount;
    return this.placeCount++ * 64;
  }

  /** True as long as no block has AC coefficients. */
  get isEmpty(): boolean {
    return this.placeCount === 1;
  }

  /** Takes blocks from `first` on that were decoded elsewhere; what they number as their places goes on from here. */
  takeBlocks(first: number, { dcs, places, coefficients }: DecodedBlocks): void {
    this.dc.set(dcs, first);
    this.place.set(places, first);
    const next = this.placeCount * 64;
    this.placeCount += coefficients.length / 64;
    if (this.placeCount * 64 > this.pool.length) this.growPool();
    this.pool.set(coefficients, next);
  }

  finish(): JpegComponent {
    return { ...this.layout, dc: this.dc, place: this.place, pool: this.pool };
  }

  private growPool(): void {
    const blocks = this.dc.length + 1;
    // Of few sizes, so that pictures take what others gave back.
    const places = Math.min(blocks, 2 ** Math.ceil(Math.log2(this.placeCount + 1)));
    if (places * BYTES_PER_PLACE > MAX_POOL_BYTES) {
      throw new MaskmendError('too-large', 'the picture has more detail than fits in memory', {
        hint: 'it looks like a photo; cut it into tiles if it is a mask',
      });
    }
    const pool = this.newPool(places);
    pool.set(this.pool);
    recycle(this.pool);
    this.pool = pool;
  }

  private newPool(places: number): Int16Array {
    return new Int16Array(memoryOf(places * BYTES_PER_PLACE, this.isShared));
  }
}
