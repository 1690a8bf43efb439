import { useEffect } from 'react';
import type { SourceDetail } from '../../../shared/contract/source-schemas.ts';
import { runCommand } from '../../commands/command-table.ts';
import { useAnswer } from '../../api/queries.ts';
import { usePages } from '../../api/use-pages.ts';
import { useProject } from '../../state/project-store.ts';
import { reviewMask, useReviewStore } from '../../state/review-store.ts';
import { text } from '../../strings/text.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Button } from '../../ui/kit.ts';
import { Panel, PanelBorder, Panels } from '../../ui/panels.tsx';
import { BeforeAfter } from './before-after.tsx';
import { ReviewFacts } from './review-facts.tsx';
import { ReviewQueue } from './review-queue.tsx';
import { queueList } from './queue-list.ts';

/** Step 3: a mask as it was and as it is now. */
export function ReviewStep() {
  const repaired = (useProject()?.counts.repaired ?? 0) > 0;
  const id = useReviewStore((state) => state.id);
  const first = usePages('sources.list', queueList, { first: 0, last: 0 }).rowAt(0);
  const shown = id ?? first?.id;
  const { data: mask } = useAnswer(
    'sources.get',
    { id: shown ?? 1 },
    { isWanted: shown !== undefined, keepsPrevious: true },
  );
  useEffect(() => {
    if (id === undefined && first !== undefined) reviewMask(first.id);
  }, [id, first]);
  if (!repaired && id === undefined) return <NothingYet />;
  return (
    <Panels name="review">
      <Panel id="queue" defaultSize="250px" minSize="180px" maxSize="420px" groupResizeBehavior="preserve-pixel-size">
        <ReviewQueue current={shown} />
      </Panel>
      <PanelBorder label={text.review.queueBorder} />
      <Panel id="viewer" minSize="320px">
        {mask !== undefined && <Viewer mask={mask} />}
      </Panel>
      <PanelBorder label={text.review.factsBorder} />
      <Panel id="facts" defaultSize="280px" minSize="220px" maxSize="480px" groupResizeBehavior="preserve-pixel-size">
        {mask !== undefined && <ReviewFacts mask={mask} />}
      </Panel>
    </Panels>
  );
}

function Viewer({ mask }: { readonly mask: SourceDetail }) {
  return mask.result === undefined ? (
    <EmptyState title={text.review.notRepaired}>
      <RepairButton />
    </EmptyState>
  ) : (
    <BeforeAfter key={mask.id} mask={mask} />
  );
}

function NothingYet() {
  return (
    <EmptyState title={text.review.empty} hint={text.review.emptyHint}>
      <RepairButton />
    </EmptyState>
  );
}

function RepairButton() {
  return (
    <Button
      variant="filled"
      onClick={() => {
        runCommand('repair.start');
      }}
    >
      {text.repair.button}
    </Button>
  );
}
