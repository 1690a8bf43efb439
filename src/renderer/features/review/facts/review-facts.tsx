import { memo, useDeferredValue, useMemo } from 'react';
import { shownName } from '../../../../shared/byte-names.ts';
import { shownLastPart } from '../../../strings/shown-path.ts';
import type { ReviewMask } from '../../../../shared/contract/review-schemas.ts';
import type { SourceDetail } from '../../../../shared/contract/source-schemas.ts';
import { showObjects } from '../../../state/paint-store.ts';
import { type FactsTab, openFactsTab, useReviewStore } from '../../../state/review-store.ts';
import { formatCounted } from '../../../strings/format.ts';
import { text } from '../../../strings/text.ts';
import { Tabs } from '../../../ui/kit.ts';
import { VerdictWords } from '../../../ui/verdict-words.tsx';
import { FileFactsList } from '../../files/file-facts-list.tsx';
import { CertificateFacts } from './certificate-facts.tsx';
import { ClassList } from './class-list.tsx';
import { DecisionHistory } from './decision-history.tsx';
import { EdgeThenNow } from './edge-then-now.tsx';
import { NoteField } from './note-field.tsx';
import { ObjectsPanel } from '../objects/objects-panel.tsx';
import { PlaceList } from './place-list.tsx';
import { RepairChanges } from './repair-changes.tsx';
import css from './review-facts.module.css';

interface ReviewFactsProps {
  readonly file: SourceDetail | undefined;
  /** Absent where the mask has no labels. */
  readonly mask: ReviewMask | undefined;
}

/** All that is known of the mask on screen. Its picture comes first: the facts are told while a person looks at it. */
export function ReviewFacts({ file, mask }: ReviewFactsProps) {
  const of = useMemo(() => ({ file, mask }), [file, mask]);
  return <Facts {...useDeferredValue(of)} />;
}

const Facts = memo(TellFacts);

function TellFacts({ file, mask }: ReviewFactsProps) {
  if (file === undefined) return null;
  return (
    <section className={css.facts} aria-label={text.files.detailOf(shownName(file.path))}>
      <h2>{shownLastPart(file.path)}</h2>
      {file.fullVerdict !== undefined && <VerdictWords verdict={file.fullVerdict} />}
      {file.status === 'stale' && <p className={css.stale}>{text.review.stale}</p>}
      <ColoursThenNow file={file} />
      {mask !== undefined && file.result?.coloursBefore !== undefined && <EdgeThenNow mask={mask} />}
      {mask === undefined ? <FileFactsList file={file} /> : <MaskTabs file={file} mask={mask} />}
    </section>
  );
}

function ColoursThenNow({ file: { result } }: { readonly file: SourceDetail }) {
  if (result === undefined) return null;
  const { coloursBefore, classes } = result;
  const now = formatCounted(classes.length, 'class', 'classes');
  return (
    <p className={css.said}>
      {coloursBefore === undefined
        ? text.review.drawn(now)
        : text.review.colours(formatCounted(coloursBefore, 'colour'), now)}
    </p>
  );
}

const tabs = ['classes', 'places', 'objects', 'file'] as const satisfies readonly FactsTab[];

function MaskTabs({ file, mask }: { readonly file: SourceDetail; readonly mask: ReviewMask }) {
  const open = useReviewStore((state) => state.factsTab);
  return (
    <Tabs
      value={open}
      className={css.tabs}
      onChange={(chosen) => {
        const tab = tabs.find((name) => name === chosen);
        if (tab === undefined) return;
        openFactsTab(tab);
        // Who looks at the list wants to tell them apart in the picture.
        if (tab === 'objects' && mask.hasObjects) showObjects(true);
      }}
    >
      <Tabs.List aria-label={text.review.about}>
        {tabs.map((tab) => (
          <Tabs.Tab key={tab} value={tab}>
            {text.review.tabs[tab]}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="classes">
        <ClassList mask={mask} />
        <NoteField key={mask.row.id} id={mask.row.id} note={mask.row.note ?? ''} />
        <DecisionHistory mask={mask} />
      </Tabs.Panel>
      <Tabs.Panel value="places">
        <CertificateFacts mask={mask} />
        <PlaceList id={mask.row.id} />
        <RepairChanges id={mask.row.id} />
      </Tabs.Panel>
      <Tabs.Panel value="objects">
        <ObjectsPanel mask={mask} hasPhoto={file.photoRow !== undefined} />
      </Tabs.Panel>
      <Tabs.Panel value="file">
        <FileFactsList file={file} />
      </Tabs.Panel>
    </Tabs>
  );
}
