import { useEffect } from 'react';
import { useAnswer } from '../../api/queries.ts';
import { keepMaskInList } from '../../state/listed-mask.ts';
import { useProject } from '../../state/project-store.ts';
import { useReviewStore } from '../../state/review-store.ts';
import { text } from '../../strings/text.ts';
import { Panel, Panels, SidePanel } from '../../ui/panels.tsx';
import { NothingRepaired } from '../repair/nothing-repaired.tsx';
import { CertifiedDialog } from './decide/certified-dialog.tsx';
import { FlagDialog } from './decide/flag-dialog.tsx';
import { ReviewFacts } from './facts/review-facts.tsx';
import { EditAllDialog } from './paint/edit-all-dialog.tsx';
import { ReviewDesk } from './review-desk.tsx';
import { ReviewQueue } from './queue/review-queue.tsx';
import { useOfferedMask } from './use-offered-mask.ts';

const queueWidth = { first: 240, least: 160, most: 420 };
const factsWidth = { first: 310, least: 220, most: 480 };

/** Step 3: every mask is looked at, touched up and decided on. */
export function ReviewStep() {
  const counts = useProject()?.counts;
  const id = useReviewStore((state) => state.id);
  useOfferedMask();
  useEffect(keepMaskInList, []);
  const isEmpty = (counts?.repaired ?? 0) + (counts?.failed ?? 0) === 0;
  if (isEmpty && id === undefined) return <NothingRepaired title={text.review.empty} hint={text.review.emptyHint} />;
  return <Workplace id={id} />;
}

function Workplace({ id }: { readonly id: number | undefined }) {
  const isWanted = id !== undefined;
  const { data: lastMask } = useAnswer('review.mask', { id: id ?? 1 }, { isWanted, keepsPrevious: true });
  const { data: lastFile } = useAnswer('sources.get', { id: id ?? 1 }, { isWanted, keepsPrevious: true });
  const [mask, file] = isWanted ? [lastMask, lastFile] : [];
  return (
    <>
      <Panels name="review">
        <SidePanel side="left" id="queue" borderLabel={text.review.queueBorder} widthPx={queueWidth}>
          <ReviewQueue current={id} />
        </SidePanel>
        <Panel id="viewer" minSize="280px">
          {file !== undefined && <ReviewDesk file={file} mask={mask} />}
        </Panel>
        <SidePanel side="right" id="facts" borderLabel={text.review.factsBorder} widthPx={factsWidth}>
          <ReviewFacts file={file} mask={mask} />
        </SidePanel>
      </Panels>
      <FlagDialog note={mask?.row.note ?? ''} />
      <CertifiedDialog />
      <EditAllDialog />
    </>
  );
}
