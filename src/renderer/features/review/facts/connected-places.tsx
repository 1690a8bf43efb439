import { useState } from 'react';
import type { MaskObject, ReviewMask } from '../../../../shared/contract/review-schemas.ts';
import { useAnswer } from '../../../api/queries.ts';
import { formatCount } from '../../../strings/format.ts';
import { text } from '../../../strings/text.ts';
import { Menu, ActionIcon } from '../../../ui/kit.ts';
import { IconMore } from '../../../ui/icons.ts';
import { Swatch } from '../../../ui/swatch.tsx';
import { onView } from '../look/current-view.ts';
import { ClassChoice } from '../paint/class-choice.tsx';
import css from './review-facts.module.css';
import { reassignObject, saveView } from './place-acts.ts';

const SHOWN = 200;

/** The connected places of the classes, the largest first. */
export function ConnectedPlaces({ mask, hasPhoto }: { readonly mask: ReviewMask; readonly hasPhoto: boolean }) {
  const [slot, setSlot] = useState<number>();
  const { data: palette } = useAnswer('classes.get', {});
  const { data } = useAnswer(
    'review.objects',
    { id: mask.row.id, connectivity: 8, offset: 0, limit: SHOWN, ...(slot !== undefined && { slot }) },
    { keepsPrevious: true },
  );
  const classes = palette?.classes ?? [];
  return (
    <>
      <div className={css.chooser}>
        <ClassChoice
          label={text.paint.ofClass}
          classes={classes.filter((entry) => mask.classes.some((here) => here.slot === entry.slot))}
          value={slot}
          none={text.paint.any}
          onChange={setSlot}
        />
        <span>{text.review.places(formatCount(data?.total ?? 0))}</span>
        {slot !== undefined && <ClassViews id={mask.row.id} {...{ slot, hasPhoto }} />}
      </div>
      <ol className={css.places} tabIndex={0} aria-label={text.review.tabs.objects}>
        {data?.objects.map((object) => (
          <li key={object.at.join()}>
            <ObjectLine id={mask.row.id} {...{ object, hasPhoto }} />
          </li>
        ))}
      </ol>
    </>
  );
}

interface Part {
  readonly id: number;
  readonly hasPhoto: boolean;
}

/** What can be saved of all pixels of a class. */
function ClassViews({ id, slot, hasPhoto }: Part & { readonly slot: number }) {
  return (
    <Menu position="bottom-end" width={230}>
      <Menu.Target>
        <ActionIcon size={22} aria-label={text.review.classViews}>
          <IconMore size={15} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void saveView(id, { kind: 'class', slot })}>{text.review.saveClass}</Menu.Item>
        <Menu.Item disabled={!hasPhoto} onClick={() => void saveView(id, { kind: 'cutout', slot })}>
          {text.review.saveCutout}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function ObjectLine({ id, object, hasPhoto }: Part & { readonly object: MaskObject }) {
  const { data: palette } = useAnswer('classes.get', {});
  const entry = palette?.classes.find(({ slot }) => slot === object.slot);
  return (
    <div className={css.object}>
      <button
        type="button"
        onClick={() => {
          onView((viewer) => {
            viewer.flyTo(object);
            viewer.setMarks([object]);
          });
        }}
      >
        {entry !== undefined && <Swatch rgb={entry.rgb} />}
        <span>{entry?.name ?? text.look.unassigned}</span>
        <span>{text.review.pixels(formatCount(object.pixels))}</span>
      </button>
      <Menu position="bottom-end" width={220}>
        <Menu.Target>
          <ActionIcon size={22} aria-label={text.review.objectActs(entry?.name ?? '')}>
            <IconMore size={15} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown mah={340} style={{ overflow: 'auto' }}>
          <Menu.Item
            disabled={!hasPhoto}
            onClick={() => void saveView(id, { kind: 'cutout', slot: object.slot, at: object.at })}
          >
            {text.review.saveCutout}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Label>{text.review.reassign}</Menu.Label>
          {palette?.classes
            .filter(({ slot, isLocked }) => slot !== object.slot && !isLocked)
            .map(({ slot, name, rgb }) => (
              <Menu.Item
                key={slot}
                leftSection={<Swatch rgb={rgb} />}
                onClick={() => void reassignObject(object, slot)}
              >
                {name}
              </Menu.Item>
            ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
