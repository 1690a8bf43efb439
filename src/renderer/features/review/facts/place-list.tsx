import { useEffect, useRef } from 'react';
import { useAnswer } from '../../../api/queries.ts';
import { commandOf, runCommand } from '../../../commands/command-table.ts';
import { goToPlace, useReviewStore } from '../../../state/review-store.ts';
import { formatCount, formatShare } from '../../../strings/format.ts';
import { text } from '../../../strings/text.ts';
import { Keys } from '../../../ui/keys.tsx';
import { Button } from '../../../ui/kit.ts';
import css from './review-facts.module.css';

/** Confidence that is certainty. */
const CERTAIN = 255;

/** Where the repair is not sure, the largest places first. */
export function PlaceList({ id }: { readonly id: number }) {
  const { data } = useAnswer('review.places', { id });
  const chosen = useReviewStore((state) => state.place);
  const list = useRef<HTMLOListElement>(null);
  const { keys } = commandOf('review.nextPlace');
  useEffect(() => {
    list.current?.querySelector('[aria-current=true]')?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    <>
      <h3>{text.review.placesTitle(formatCount(data?.total ?? 0))}</h3>
      {data?.total === 0 && <p className={css.said}>{text.review.noPlaces}</p>}
      {data !== undefined && data.total > 0 && (
        <Button
          size="compact-xs"
          onClick={() => {
            runCommand('review.nextPlace');
          }}
        >
          {text.commands.nextPlace} &nbsp; {keys !== undefined && <Keys keys={keys} />}
        </Button>
      )}
      <ol
        ref={list}
        className={css.places}
        tabIndex={0}
        aria-label={text.review.placesTitle(formatCount(data?.total ?? 0))}
      >
        {data?.places.map((place, at) => (
          <li key={`${place.x} ${place.y}`}>
            <button
              type="button"
              aria-current={at === chosen}
              onClick={() => {
                goToPlace(at);
              }}
            >
              <span>{text.look.at(place.x, place.y)}</span>
              <span>{text.review.pixels(formatCount(place.pixels))}</span>
              <span>{formatShare(place.least / CERTAIN)}</span>
            </button>
          </li>
        ))}
      </ol>
    </>
  );
}
