import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import type { CallOutput } from '../../../shared/contract/calls.ts';
import { useAnswer } from '../../api/queries.ts';
import { usePages } from '../../api/use-pages.ts';
import { formatCount } from '../../strings/format.ts';
import { text } from '../../strings/text.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconUnlink } from '../../ui/icons.ts';
import { ActionIcon, Button, SegmentedControl } from '../../ui/kit.ts';
import { setPairs } from './file-acts.ts';
import { FileName } from './file-name.tsx';
import { PairSuggestions } from './pair-suggestions.tsx';
import page from './tab-page.module.css';
import css from './pairs-tab.module.css';
import { PhotoPicker } from './photo-picker.tsx';
import { Thumbnail } from './thumbnail.tsx';

const views = ['all', 'paired', 'unpaired', 'unused-photos'] as const;
export type PairsView = (typeof views)[number];
const ROW_PX = 52;

/** Which mask belongs to which photo. */
export function PairsTab() {
  const [view, setView] = useState<PairsView>('all');
  const { data } = useAnswer('sources.suggestPairs', { limit: 1 });
  const [isSuggesting, setSuggesting] = useState(false);
  return (
    <div className={page.tab}>
      <div className={page.bar}>
        <SegmentedControl
          aria-label={text.files.pairsView}
          value={view}
          onChange={setView}
          data={views.map((value) => ({ value, label: text.files.pairViews[value] }))}
        />
        {data !== undefined && data.total > 0 && (
          <Button
            variant="filled"
            onClick={() => {
              setSuggesting(true);
            }}
          >
            {text.files.suggestions(formatCount(data.total))}
          </Button>
        )}
      </div>
      <PairRows key={view} view={view} />
      {isSuggesting && (
        <PairSuggestions
          onClose={() => {
            setSuggesting(false);
          }}
        />
      )}
    </div>
  );
}

function PairRows({ view }: { readonly view: PairsView }) {
  const place = useRef<HTMLDivElement>(null);
  const [count, setCount] = useState(0);
  const rows = useVirtualizer({
    count,
    estimateSize: () => ROW_PX,
    getScrollElement: () => place.current,
    overscan: 8,
  });
  const items = rows.getVirtualItems();
  const { total, rowAt } = usePages(
    'sources.pairs',
    { show: view },
    { first: items[0]?.index ?? 0, last: items.at(-1)?.index ?? 0 },
  );
  useEffect(() => {
    setCount(total ?? 0);
  }, [total]);
  if (total === 0) return <EmptyState title={text.files.noPairs} hint={text.files.noPairsHint} />;
  return (
    <div ref={place} className={css.list} tabIndex={0} role="group" aria-label={text.files.tabs.pairs}>
      <ul className={css.inner} style={{ height: rows.getTotalSize() }}>
        {items.map(({ index, start }) => (
          <li key={index} className={css.row} style={{ transform: `translateY(${start}px)` }}>
            <Pair row={rowAt(index)} />
          </li>
        ))}
      </ul>
    </div>
  );
}

type PairRow = CallOutput<'sources.pairs'>['rows'][number];

function Pair({ row }: { readonly row: PairRow | undefined }) {
  if (row === undefined) return null;
  const { mask, photo } = row;
  return (
    <>
      {mask === undefined ? (
        <span className={css.none}>{text.files.noMaskForPhoto}</span>
      ) : (
        <span className={css.side}>
          <Thumbnail row={mask} className={css.picture} />
          <FileName path={mask.path} />
        </span>
      )}
      {photo === undefined ? (
        <span className={css.none}>{text.files.noPhotoYet}</span>
      ) : (
        <span className={css.side}>
          <Thumbnail row={photo} className={css.picture} />
          <FileName path={photo.path} />
        </span>
      )}
      <span className={css.acts}>
        {mask !== undefined && <PhotoPicker mask={mask} />}
        {mask !== undefined && photo !== undefined && (
          <ActionIcon aria-label={text.files.unpair} onClick={() => void setPairs([{ mask, photo: undefined }])}>
            <IconUnlink size={16} />
          </ActionIcon>
        )}
      </span>
    </>
  );
}
