import type { FileNote } from '../../shared/model/file-note.ts';

/** What the bytes of a file tell that sharp does not. */
export interface Coding {
  readonly isLossless: boolean;
  /** Bits of grey levels where they are fewer than 8: libvips spreads them to 0..255. */
  readonly greyBits?: 1 | 2 | 4;
  readonly notes: readonly FileNote[];
}
