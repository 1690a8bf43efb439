import type { JobTitle } from '../../../shared/model/job-title.ts';
import { formatCounted } from '../format.ts';

type Titles = {
  readonly [Kind in JobTitle['kind']]: (title: Extract<JobTitle, { kind: Kind }>, act: string) => string;
};

const pictures = { auto: 'picture', mask: 'mask', photo: 'photo' };

/** What jobs are called, with the name of the act they do; how many files there are is not known from the start. */
export const jobTitlesText: Titles = {
  import: ({ as, count }) => `Import ${counted(count, pictures[as])}`,
  'import-sample': ({ as }) => `Import the sample ${pictures[as]}s`,
  rescan: () => 'Look for changes on disk',
  repair: ({ count }) => `Repair ${counted(count, 'mask')}`,
  'repair-by-command': () => 'Repair from the command line',
  export: ({ count }) => `Export ${counted(count, 'mask')}`,
  edit: (_, act) => act,
};

function counted(count: number | undefined, noun: string): string {
  return count === undefined ? `${noun}s` : formatCounted(count, noun);
}
