import type { Verdict } from '../model/verdict.ts';
import type { FileEvidence } from '../palette/file-evidence.ts';
import { gatherEvidence } from './gather-evidence.ts';
import { verdictOf } from './history-verdict.ts';
import { areShades, isLikePhoto, isMaskEvidence } from './is-mask.ts';
import { judgeHidden, judgeHistory } from './judge-history.ts';
import type { MaskContent } from './mask-content.ts';

export interface Assessment {
  readonly verdict: Verdict;
  /** Distinct colours in the file as other programs decode it. */
  readonly distinctColours: number;
}

/** Says what a file is and what happened to it, without knowing its palette; `evidence` saves gathering it again. */
export function assessContent(content: MaskContent, evidence = gatherEvidence(content)): Assessment {
  const { distinctColours } = evidence;
  // A JPEG may be a mask all the same: the repair tries whether labels reproduce it.
  const isTried = content.kind === 'jpeg' || isMaskEvidence(content, evidence);
  if (!isTried) return { verdict: judgeHidden(content, evidence) ?? verdictOf('not-a-mask', 0.8), distinctColours };
  const verdict = judgeHistory(content, evidence);
  // Labels that come near to a file, though they reproduce little of it, do not come near to a photograph; but with
  // shades for classes they reproduce whatever there is.
  const isTelling = verdict.kind === 'jpeg-once' ? areShades(evidence.witnesses) : isLikePhoto(evidence);
  const isPhoto = isTelling && verdict.kind !== 'not-a-mask' && !isMaskEvidence(content, evidence);
  return { verdict: isPhoto ? verdictOf('not-a-mask', 0.7) : verdict, distinctColours };
}

/** What a mask whose blocks its own colours reproduce is judged with, at least. */
const REPRODUCED = 0.5;

/** Whether an assessed file is a mask: by its flat areas, or because labels reproduce it, however little of it is flat. */
export function isAssessedMask(content: MaskContent, evidence: FileEvidence, { kind, confidence }: Verdict): boolean {
  return isMaskEvidence(content, evidence) || (kind === 'jpeg-once' && confidence >= REPRODUCED);
}
