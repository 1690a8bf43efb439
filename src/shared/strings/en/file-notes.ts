import type { FileNote } from '../../model/file-note.ts';
import { formatNames } from '../../model/format-names.ts';
import type { WordsOf } from '../words-for.ts';

/** What of a file was passed over, or may mislead. */
export const fileNotesText: WordsOf<FileNote> = {
  extension: ({ extension, format }) => `the name says ${extension}, the bytes are ${formatNames[format]}`,
  orientation: ({ orientation }) => `EXIF orientation ${orientation}: repaired masks are written upright`,
  'colour-profile': () => 'it has a colour profile, which is not applied',
  frames: ({ frames }) => `it has ${frames} frames or pages; only the first is read`,
  'alpha-channel': () => 'it has an alpha channel, which is not read: classes are told by colour alone',
  'colour-table': () => 'it has a colour table: the colours are read exactly, the indices are lost',
  'damaged-chunk': ({ chunk }) => `a damaged ${chunk} chunk was left out`,
  gamma: ({ gamma }) => `it carries a gamma of ${gamma}, which is not applied`,
  'transparent-entries': () => 'colours of its table are transparent; their pixels are taken with the index they have',
  'transparent-colour': () => 'one colour is marked as transparent; its pixels are taken with the colour they have',
  'five-bits': () => 'its colours have 5 or 6 bits a component, spread to 0..255',
  'white-is-zero': () => 'it counts grey from white: the levels are turned round, black is 0',
};
