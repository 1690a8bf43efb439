import type { ProjectClass } from '../../../../shared/contract/class-schemas.ts';
import type { ObjectRow } from '../../../../shared/contract/object-schemas.ts';
import type { ReviewMask } from '../../../../shared/contract/review-schemas.ts';
import { objectSorts, selectedIn, sortObjects, useObjectStore } from '../../../state/object-store.ts';
import { showObjects, usePaintStore } from '../../../state/paint-store.ts';
import { formatCount, formatCounted } from '../../../strings/format.ts';
import { text } from '../../../strings/text.ts';
import { IconMore } from '../../../ui/icons.ts';
import { ActionIcon, Button, Menu, SegmentedControl } from '../../../ui/kit.ts';
import { Tip } from '../../../ui/tip.tsx';
import { saveView } from '../facts/place-acts.ts';
import { ClassChoice } from '../paint/class-choice.tsx';
import { editObjects, mergeObjects, removeObjects, splitBySelection, splitObject } from './object-edits.ts';
import css from './objects.module.css';

interface ObjectBarProps {
  readonly mask: ReviewMask;
  readonly objects: readonly ObjectRow[];
  readonly classes: readonly ProjectClass[];
  readonly hasPhoto: boolean;
}

/** How many objects there are, in which order, and what can be done with those selected. */
export function ObjectBar({ mask, objects, classes, hasPhoto }: ObjectBarProps) {
  const sort = useObjectStore((state) => state.sort);
  const isShown = usePaintStore((state) => state.showsObjects);
  const numbers = useObjectStore((state) => selectedIn(state, mask.row.id));
  const chosen = numbers.flatMap((number) => objects.find((object) => object.number === number) ?? []);
  const count = formatCounted(objects.length, 'object');
  return (
    <>
      <SegmentedControl
        fullWidth
        mt={8}
        aria-label={text.objects.shown}
        value={isShown ? 'objects' : 'classes'}
        onChange={(shown) => {
          showObjects(shown === 'objects');
        }}
        data={(['classes', 'objects'] as const).map((value) => ({ value, label: text.objects.shows[value] }))}
      />
      <div className={css.head}>
        <span role="status">
          {chosen.length === 0 ? count : `${text.objects.selected(formatCount(chosen.length))} · ${count}`}
        </span>
        <select
          className={css.select}
          aria-label={text.objects.sort}
          value={sort}
          onChange={({ currentTarget }) => {
            const next = objectSorts.find((known) => known === currentTarget.value);
            if (next !== undefined) sortObjects(next);
          }}
        >
          {objectSorts.map((value) => (
            <option key={value} value={value}>
              {text.objects.sorts[value]}
            </option>
          ))}
        </select>
      </div>
      <div className={css.acts} role="toolbar" aria-label={text.objects.acts}>
        <Acts id={mask.row.id} {...{ chosen, classes, hasPhoto }} />
      </div>
    </>
  );
}

interface ActsProps {
  readonly id: number;
  readonly chosen: readonly ObjectRow[];
  readonly classes: readonly ProjectClass[];
  readonly hasPhoto: boolean;
}

function Acts({ id, chosen, classes, hasPhoto }: ActsProps) {
  const numbers = chosen.map(({ number }) => number);
  const [first] = chosen;
  const only = chosen.length === 1 ? first : undefined;
  const slots = new Set(chosen.map(({ slot }) => slot));
  return (
    <>
      <Act
        label={text.objects.merge}
        hint={text.objects.mergeHint(first?.number ?? 1)}
        isDisabled={chosen.length < 2}
        onDo={() => mergeObjects(numbers)}
      />
      <Act
        label={text.objects.split}
        hint={text.objects.splitHint}
        isDisabled={only === undefined || only.parts < 2}
        onDo={() => only && splitObject(only)}
      />
      <Act
        label={text.objects.splitArea}
        hint={text.objects.splitAreaHint}
        isDisabled={only === undefined}
        onDo={() => only && splitBySelection(only.number)}
      />
      <Act
        label={text.objects.remove}
        hint={text.objects.removeHint}
        isDisabled={chosen.length === 0}
        onDo={() => removeObjects(numbers)}
      />
      {chosen.length > 0 && (
        <ClassChoice
          label={text.objects.reassign}
          classes={classes.filter(({ slot, isLocked }) => !isLocked || slots.has(slot))}
          value={slots.size === 1 ? first?.slot : undefined}
          onChange={(slot) => {
            if (slot !== undefined) void editObjects({ kind: 'reassign', numbers, slot });
          }}
        />
      )}
      {chosen.length > 0 && <More {...{ id, chosen, hasPhoto }} />}
    </>
  );
}

interface ActProps {
  readonly label: string;
  readonly hint: string;
  readonly isDisabled: boolean;
  readonly onDo: () => unknown;
}

function Act({ label, hint, isDisabled, onDo }: ActProps) {
  return (
    <Tip label={hint}>
      <Button size="compact-xs" disabled={isDisabled} onClick={() => void onDo()}>
        {label}
      </Button>
    </Tip>
  );
}

/** What is wanted now and then. */
function More({ id, chosen, hasPhoto }: Pick<ActsProps, 'id' | 'chosen' | 'hasPhoto'>) {
  const numbers = chosen.map(({ number }) => number);
  const only = chosen.length === 1 ? chosen[0] : undefined;
  const isCrowd = chosen.every((object) => object.isCrowd);
  const save = (kind: 'object' | 'object-cutout') => () => {
    if (only !== undefined) void saveView(id, { kind, number: only.number });
  };
  return (
    <Menu position="bottom-end" width={270}>
      <Menu.Target>
        <ActionIcon size={22} aria-label={text.objects.more}>
          <IconMore size={15} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item disabled={only === undefined} onClick={save('object')}>
          {text.objects.saveMask}
        </Menu.Item>
        <Menu.Item disabled={only === undefined || !hasPhoto} onClick={save('object-cutout')}>
          {text.objects.saveCutout}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item onClick={() => void editObjects({ kind: 'mark-crowd', numbers, isCrowd: !isCrowd })}>
          {isCrowd ? text.objects.unmarkCrowd : text.objects.markCrowd}
        </Menu.Item>
        <Menu.Item onClick={() => void editObjects({ kind: 'dissolve', numbers })}>{text.objects.dissolve}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
