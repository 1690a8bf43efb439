import { shownName } from '../../shared/byte-names.ts';
import type { Notice } from '../../shared/contract/notices.ts';
import type { PreflightFinding } from '../../shared/contract/preflight-finding.ts';
import type { KeptActLabel } from '../../shared/model/act-label.ts';
import type { KeptJobTitle } from '../../shared/model/job-title.ts';
import { wordsFor } from '../../shared/strings/words-for.ts';
import type { ToldNotice } from './en/notices.ts';
import { text } from './text.ts';

/** What an act of the history is called; what a project of an earlier version has in words stays so. */
export function labelInWords(label: KeptActLabel): string {
  return typeof label === 'string' ? label : wordsFor(text.acts, label)(label);
}

/** What a job is called. */
export function titleInWords(title: KeptJobTitle): string {
  if (typeof title === 'string') return title;
  return wordsFor(text.jobTitles, title)(title, title.kind === 'edit' ? labelInWords(title.label) : '');
}

export function noticeInWords(notice: Notice): ToldNotice {
  return wordsFor(text.notices, notice)(notice, subjectOf(notice));
}

function subjectOf(notice: Notice): string {
  if (notice.kind === 'edited') return labelInWords(notice.label);
  if (notice.kind === 'job-failed' && notice.job !== undefined) return titleInWords(notice.job);
  return '';
}

/** What would go wrong in an export. */
export function findingInWords(finding: PreflightFinding): string {
  return shownName(wordsFor(text.preflight, finding)(finding));
}
