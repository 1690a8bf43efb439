import type { Decision } from '../../../shared/model/decision.ts';
import type { FileFacts, JpegFacts } from '../../../shared/model/file-facts.ts';
import { formatNames } from '../../../shared/model/format-names.ts';
import type { ClassRole, MaskCoding } from '../../../shared/model/palette.ts';
import type { ProblemKind, ProblemSeverity } from '../../../shared/model/problem.ts';
import type { DiskState, SourceStatus } from '../../../shared/model/source-status.ts';
import type { VerdictKind } from '../../../shared/model/verdict.ts';

/** The words of the field for every value of a closed set. */
export const wordsText = {
  verdict: {
    clean: 'Clean: every pixel is exactly a class',
    'jpeg-once': 'Single JPEG of a clean mask',
    'jpeg-twice': 'Saved as JPEG more than once',
    shifted: 'Shifted or cropped after JPEG',
    'antialiased-or-resized': 'Anti-aliased or resized before saving',
    'trellis-or-unknown-encoder': 'Unknown JPEG encoder',
    'not-a-mask': 'Not a mask',
    unreadable: 'Unreadable',
  } satisfies Record<VerdictKind, string>,
  verdictShort: {
    clean: 'clean',
    'jpeg-once': 'JPEG once',
    'jpeg-twice': 'JPEG twice or more',
    shifted: 'shifted after JPEG',
    'antialiased-or-resized': 'anti-aliased or resized',
    'trellis-or-unknown-encoder': 'unknown encoder',
    'not-a-mask': 'not a mask',
    unreadable: 'unreadable',
  } satisfies Record<VerdictKind, string>,
  status: {
    new: 'not read yet',
    inspected: 'read',
    repaired: 'repaired',
    stale: 'out of date',
    skipped: 'left out',
    failed: 'failed',
  } satisfies Record<SourceStatus, string>,
  /** In place of `repaired`, where a mask was drawn from annotations; of a list, where some were. */
  drawn: 'drawn',
  repairedOrDrawn: 'repaired or drawn',
  decision: {
    undecided: 'undecided',
    accepted: 'accepted',
    rejected: 'rejected',
    flagged: 'flagged',
    skipped: 'skipped',
  } satisfies Record<Decision, string>,
  disk: { same: 'as read', changed: 'changed on disk', missing: 'missing on disk' } satisfies Record<DiskState, string>,
  format: formatNames,
  channels: {
    indexed: 'indexed',
    grey: 'grey',
    'grey-alpha': 'grey with alpha',
    rgb: 'RGB',
    rgba: 'RGBA',
  } satisfies Record<FileFacts['channels'], string>,
  colourModel: { grey: 'grey', ycbcr: 'YCbCr', rgb: 'RGB' } satisfies Record<JpegFacts['colourModel'], string>,
  problem: {
    unreadable: 'Unreadable',
    'size-differs-from-photo': 'Size differs from photo',
    'no-photo': 'No photo',
    'extension-disagrees': 'Extension disagrees',
    'sixteen-bit': '16 bits',
    'alpha-channel': 'Alpha channel',
    orientation: 'Rotated by EXIF',
    'colour-profile': 'Colour profile',
    'several-frames': 'Several frames',
    'palette-order': 'Palette order',
    'background-not-first': 'Background not first',
    'void-and-white-share-255': 'Void and white share 255',
    'classes-share-colour': 'Classes share a colour',
    'close-classes': 'Close classes',
    'class-in-one-split': 'Class in one split only',
    'unclaimed-colours': 'Unclaimed colours',
    'single-class': 'Single class',
    'duplicate-bytes': 'Duplicate file',
    'duplicate-content': 'Duplicate content',
    'not-a-mask': 'Not a mask',
    'changed-on-disk': 'Changed on disk',
    'missing-on-disk': 'Missing on disk',
  } satisfies Record<ProblemKind, string>,
  severity: { error: 'Error', warning: 'Warning', note: 'Note' } satisfies Record<ProblemSeverity, string>,
  role: { class: 'Class', background: 'Background', void: 'Void' } satisfies Record<ClassRole, string>,
  coding: {
    colour: 'colours',
    'grey-index': 'grey levels that are indices',
    binary: 'two grey levels',
  } satisfies Record<MaskCoding, string>,
};
