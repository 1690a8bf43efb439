import type { FileFacts } from '../../shared/model/file-facts.ts';
import type { MaskContent } from '../../shared/repair/mask-content.ts';

/** What the reader of one format tells of a picture; the notes hold only what that format alone knows. */
export type PictureFacts = Pick<
  FileFacts,
  'width' | 'height' | 'channels' | 'bitDepth' | 'orientation' | 'hasColourProfile' | 'frames' | 'jpeg' | 'notes'
>;

/** What the reader of one format gives. */
export interface Picture {
  readonly facts: PictureFacts;
  readonly content: MaskContent;
}
