import type { SourceStatus } from '../../../shared/model/source-status.ts';
import { useProject } from '../../state/project-store.ts';
import { text } from '../../strings/text.ts';

/** The words for the masks of each status, whichever they are: one status holds those that were drawn, too. */
export function useStatusWords(): Readonly<Record<SourceStatus, string>> {
  const drawn = useProject()?.counts.drawn ?? 0;
  const { status, repairedOrDrawn } = text.words;
  return drawn === 0 ? status : { ...status, repaired: repairedOrDrawn };
}
