import { useEffect } from 'react';
import { host } from '../api/host.ts';
import { queryClient } from '../api/queries.ts';
import { useClassesStore } from '../state/classes-store.ts';
import { useFilesStore } from '../state/files-store.ts';
import { useJobsStore } from '../state/jobs-store.ts';
import { useLookStore } from '../state/look-store.ts';
import { usePaintStore } from '../state/paint-store.ts';
import { useProjectStore } from '../state/project-store.ts';
import { useReviewStore } from '../state/review-store.ts';
import { useSidePanels } from '../state/side-panels.ts';
import { useViewStore } from '../state/view-store.ts';
import { runCommand } from './command-table.ts';
import { applicationMenu } from './menu-entries.ts';

const SETTLE_MS = 150;

/** Keeps the desktop application's menu true to the command table; in a tab the menu is made when it opens. */
export function useCommandMenu(): void {
  useEffect(() => {
    const { setMenu, onCommand } = host;
    if (setMenu === undefined) return;
    onCommand?.(runCommand);
    return keepUpToDate(setMenu);
  }, []);
}

function keepUpToDate(setMenu: NonNullable<typeof host.setMenu>): () => void {
  let shown = '';
  let timer: ReturnType<typeof setTimeout> | undefined;
  const refresh = (): void => {
    const entries = applicationMenu();
    const now = JSON.stringify(entries);
    if (now !== shown) setMenu(entries);
    shown = now;
    timer = undefined;
  };
  const plan = (): void => {
    timer ??= setTimeout(refresh, SETTLE_MS);
  };
  refresh();
  const stores = [
    useProjectStore,
    useJobsStore,
    useFilesStore,
    useClassesStore,
    useReviewStore,
    useLookStore,
    usePaintStore,
    useViewStore,
    useSidePanels,
  ];
  const ends = [
    ...stores.map((store) => store.subscribe(plan)),
    // Why something is not possible on a mask is told by what is known of it.
    queryClient.getQueryCache().subscribe(({ type, query }) => {
      if (type === 'updated' && String((query.queryKey as readonly unknown[])[0]) === 'review.mask') plan();
    }),
  ];
  return () => {
    clearTimeout(timer);
    for (const end of ends) end();
  };
}
