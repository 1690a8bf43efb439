import { useState } from 'react';
import type { ProjectClass } from '../../../../shared/contract/class-schemas.ts';
import type { ReviewMask } from '../../../../shared/contract/review-schemas.ts';
import { useAnswer } from '../../../api/queries.ts';
import { showObjects } from '../../../state/paint-store.ts';
import { formatCounted } from '../../../strings/format.ts';
import { text } from '../../../strings/text.ts';
import { Button } from '../../../ui/kit.ts';
import { tell } from '../../../ui/tell.tsx';
import { ConnectedPlaces } from '../facts/connected-places.tsx';
import { ClassChoice } from '../paint/class-choice.tsx';
import { editObjects } from './object-edits.ts';
import { MeaningChoice } from './meaning-choice.tsx';
import { ObjectBar } from './object-bar.tsx';
import { ObjectList } from './object-list.tsx';
import css from './objects.module.css';
import { useKnownObjects } from './use-objects.ts';

interface ObjectsPanelProps {
  readonly mask: ReviewMask;
  readonly hasPhoto: boolean;
}

/** The objects of a mask; of one that tells none apart the connected places of its classes. */
export function ObjectsPanel({ mask, hasPhoto }: ObjectsPanelProps) {
  const { data: palette } = useAnswer('classes.get', {});
  const objects = useKnownObjects(mask);
  const classes = palette?.classes ?? [];
  if (!mask.hasObjects) {
    return (
      <>
        <p className={css.hint}>
          {text.objects.none}. {text.objects.noneHint}
        </p>
        <MakeObjects mask={mask} classes={classes} />
        <h3>{text.objects.places}</h3>
        <ConnectedPlaces {...{ mask, hasPhoto }} />
        <MeaningChoice mask={mask} />
      </>
    );
  }
  if (objects === undefined) return <p className={css.hint}>{text.common.loading}</p>;
  return (
    <>
      <ObjectBar {...{ mask, objects, classes, hasPhoto }} />
      {objects.length === 0 ? (
        <p className={css.hint}>{text.objects.allGone}</p>
      ) : (
        <ObjectList {...{ mask, objects, classes }} />
      )}
      <MakeObjects mask={mask} classes={classes} />
      <MeaningChoice mask={mask} />
    </>
  );
}

interface MakeObjectsProps {
  readonly mask: ReviewMask;
  readonly classes: readonly ProjectClass[];
}

/** Makes every connected place of a class that belongs to no object one of its own. */
function MakeObjects({ mask, classes }: MakeObjectsProps) {
  const [chosen, setChosen] = useState<number>();
  const here = classes.filter(({ slot, role }) => role === 'class' && mask.classes.some((one) => one.slot === slot));
  const slot = here.some((entry) => entry.slot === chosen) ? chosen : here[0]?.slot;
  const make = async (of: number): Promise<void> => {
    const edited = await editObjects({ kind: 'make-parts', slot: of, connectivity: 8 });
    if (edited === undefined) return;
    if (edited.made.length > 0) showObjects(true);
    const made = text.objects.made(formatCounted(edited.made.length, 'object'));
    tell({ level: 'info', title: edited.made.length > 0 ? made : text.objects.nothingMade });
  };
  return (
    <div className={css.make}>
      <ClassChoice label={text.objects.makeOf} classes={here} value={slot} onChange={setChosen} />
      <Button
        size="compact-xs"
        disabled={slot === undefined}
        onClick={() => {
          if (slot !== undefined) void make(slot);
        }}
      >
        {text.objects.make}
      </Button>
    </div>
  );
}
