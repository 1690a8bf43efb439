import type { Notice } from '../../../shared/contract/notices.ts';
import { explainData } from '../explain.ts';
import { formatCount, formatCounted } from '../format.ts';

export interface ToldNotice {
  readonly title: string;
  readonly text: string;
}

type Notices = {
  readonly [Kind in Notice['kind']]: (notice: Extract<Notice, { kind: Kind }>, subject: string) => ToldNotice;
};

const masks = (count: number): string => formatCounted(count, 'mask');
const pictures = { auto: 'picture', mask: 'mask', photo: 'photo' };

/** What the services have to say by themselves; `subject` is the name of the act or the job that it is about, if any. */
export const noticesText: Notices = {
  imported: ({ as, added, ignored, problems }) => ({
    title: `${formatCounted(added, pictures[as])} added`,
    text: sentences(
      ignored > 0 && `${formatCounted(ignored, 'file')} of other kinds passed over.`,
      problems > 0 && `${formatCounted(problems, 'place')} could not be looked at.`,
    ),
  }),
  rescanned: ({ added, changed, missing }) =>
    added + changed + missing === 0
      ? { title: 'Nothing changed on disk', text: '' }
      : {
          title: 'Changes found on disk',
          text: `${formatCounted(added, 'new file')}, ${formatCount(changed)} changed, ${formatCount(missing)} missing.`,
        },
  repaired: ({ repaired, skipped, failed }) => ({
    title: repaired + skipped + failed === 0 ? 'Nothing to repair' : `${masks(repaired)} repaired`,
    text: sentences(
      skipped > 0 && (skipped === 1 ? '1 file is no mask.' : `${formatCounted(skipped, 'file')} are no masks.`),
      failed > 0 && `${formatCounted(failed, 'file')} failed.`,
    ),
  }),
  exported: ({ written, failed, isDataset, folder }) => ({
    title: `${masks(written)} exported`,
    text:
      failed === 0
        ? `Written to ${folder}, read back and found equal`
        : `${masks(failed)} ${isDataset ? 'failed or differ' : 'failed'}`,
  }),
  edited: ({ changed, masks: all }, act) => ({
    title: `${act}: ${masks(changed)} changed`,
    text: changed < all ? `${masks(all - changed)} had nothing to change.` : '',
  }),
  'job-failed': ({ error }, job) => ({
    title: `${job === '' ? 'The job' : job} ended early`,
    text: explainData(error),
  }),
  'measuring-failed': ({ error }) => ({ title: 'The masks could not be measured', text: explainData(error) }),
  'acts-forgotten': ({ count }) => ({
    title: 'Old acts can no longer be undone',
    text: `The oldest ${formatCount(count)} went from the history to keep the project small; what they did stays.`,
  }),
  'results-dropped': ({ count }) => ({
    title: 'Old results dropped',
    text: `${formatCount(count)} results of earlier palettes went, oldest first, to keep the project small. Undoing a palette that far back needs a repair.`,
  }),
};

function sentences(...parts: readonly (string | false)[]): string {
  return parts.filter((part) => part !== false).join(' ');
}
