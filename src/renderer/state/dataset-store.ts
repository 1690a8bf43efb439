import { create } from 'zustand';
import type { CallInput, CallOutput } from '../../shared/contract/calls.ts';

/** What was found among paths that are to be added. */
export type FoundDatasets = CallOutput<'sources.detect'>;
export type DatasetToAdd = NonNullable<CallInput<'sources.add'>['datasets']>[number];

interface DatasetState {
  readonly open:
    | { readonly found: FoundDatasets; readonly answer: (chosen: readonly DatasetToAdd[] | undefined) => void }
    | undefined;
}

export const useDatasetStore = create<DatasetState>(() => ({ open: undefined }));

/** Asks how datasets are to be read; undefined where the person changed their mind about adding anything. */
export function askForFormats(found: FoundDatasets): Promise<readonly DatasetToAdd[] | undefined> {
  useDatasetStore.getState().open?.answer(undefined);
  return new Promise((resolve) => {
    useDatasetStore.setState({
      open: {
        found,
        answer: (chosen) => {
          useDatasetStore.setState({ open: undefined });
          resolve(chosen);
        },
      },
    });
  });
}
