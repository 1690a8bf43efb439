import { MaskmendError } from '../errors.ts';
import type { Verdict } from '../model/verdict.ts';
import type { FileEvidence } from '../palette/file-evidence.ts';
import { inferPalette } from '../palette/infer-palette.ts';
import { verdictOf } from './history-verdict.ts';
import type { MaskContent } from './mask-content.ts';
import { repairMask } from './repair-mask.ts';

/** What happened to a mask, judged with the palette that the file itself shows. */
export function judgeHistory(content: MaskContent, evidence: FileEvidence): Verdict {
  try {
    return repairMask(content, { palette: inferPalette([evidence]), preset: 'draft' }).verdict;
  } catch (error) {
    if (error instanceof MaskmendError && error.code === 'invalid-palette') return verdictOf('not-a-mask', 0.5);
    throw error;
  }
}
