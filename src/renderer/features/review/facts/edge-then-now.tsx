import type { ReviewMask } from '../../../../shared/contract/review-schemas.ts';
import { edgeSides, edgeUrl } from '../../../../shared/contract/picture-urls.ts';
import { useAnswer } from '../../../api/queries.ts';
import { ownerOf } from '../../../state/project-store.ts';
import { showSpot } from '../../../state/review-store.ts';
import { formatCounted } from '../../../strings/format.ts';
import { text } from '../../../strings/text.ts';
import { useDebouncedValue } from '../../../ui/kit.ts';
import { gainOfIndices } from '../look/class-looks.ts';
import css from './edge-then-now.module.css';

/** Whoever goes through many masks is not shown every edge. */
const REST_MS = 300;

/** Pixels where classes meet, large: in the file, and as the repair gave them. A click shows the place in the viewer. */
export function EdgeThenNow({ mask }: { readonly mask: ReviewMask }) {
  const { id, revision } = mask.row;
  const [rested] = useDebouncedValue(id, REST_MS);
  const { data, error } = useAnswer('review.edge', { id }, { isWanted: rested === id });
  const { data: palette } = useAnswer('classes.get', {});
  const edge = data?.edge;
  // Its room is kept while it is not known: what is below stands still.
  if (error !== null || (data !== undefined && edge === undefined)) return null;
  if (edge === undefined || palette === undefined) return <div className={css.edge} />;
  const told = { before: edge.coloursBefore, after: edge.coloursAfter };
  const gain = gainOfIndices(palette.classes, mask.showsIndices);
  return (
    <button
      type="button"
      className={css.edge}
      aria-label={text.review.showEdge}
      onClick={() => {
        // Another one each time: it is flown to again.
        showSpot(id, { ...edge });
      }}
    >
      {edgeSides.map((side) => (
        <span key={side}>
          <img
            src={edgeUrl(ownerOf(id), side, { revision, paletteRevision: palette.revision })}
            alt=""
            style={side === 'before' && gain > 1 ? { filter: `brightness(${gain})` } : undefined}
          />
          <span>{text.review.edgeSides[side](formatCounted(told[side], 'colour'))}</span>
        </span>
      ))}
    </button>
  );
}
