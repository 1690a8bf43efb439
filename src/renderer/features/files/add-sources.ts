import type { CallInput } from '../../../shared/contract/calls.ts';
import { call } from '../../api/client.ts';
import { askForFormats, type DatasetToAdd } from '../../state/dataset-store.ts';
import { text } from '../../strings/text.ts';
import { attempt } from '../../ui/tell.tsx';

/** What the person says that the files are; `auto`: told by names and content. */
export type SourceKind = CallInput<'sources.add'>['as'];

/** Adds files and folders to the project; of what looks like a dataset, asks how it is to be read. */
export async function addPaths(paths: readonly string[], as: SourceKind): Promise<void> {
  if (paths.length === 0) return;
  const datasets = as === 'auto' ? await chooseDatasets(paths) : [];
  if (datasets === undefined) return;
  await attempt(text.files.addFailed, () =>
    call('sources.add', { paths: [...paths], as, ...(datasets.length > 0 && { datasets: [...datasets] }) }),
  );
}

/** Paths beyond this many are pictures that were selected one by one. */
const MOST_LOOKED_AT = 20;

/** What of the paths is read as a dataset; undefined where the person changed their mind. */
async function chooseDatasets(paths: readonly string[]): Promise<readonly DatasetToAdd[] | undefined> {
  if (paths.length > MOST_LOOKED_AT) return [];
  const found = await attempt(text.files.addFailed, () => call('sources.detect', { paths: [...paths] }));
  if (found === undefined) return undefined;
  return found.datasets.length === 0 ? [] : askForFormats(found);
}
