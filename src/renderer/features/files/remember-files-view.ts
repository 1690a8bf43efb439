import { setFilesLayout, useFilesStore } from '../../state/files-store.ts';
import { isText, remember, remembered } from '../../state/window-state.ts';

const MEMORY = 'files.layout';

/** Shows files as they were shown last, and remembers it from then on. */
export function adoptFilesView(): void {
  const layout = remembered(MEMORY, isText);
  if (layout === 'grid' || layout === 'table') setFilesLayout(layout);
  useFilesStore.subscribe((now, before) => {
    if (now.layout !== before.layout) remember(MEMORY, now.layout);
  });
}
