import { type ReactNode, useState } from 'react';
import type { ProjectClass } from '../../../../shared/contract/class-schemas.ts';
import type { ObjectAct, ObjectRow } from '../../../../shared/contract/object-schemas.ts';
import { formatCount, formatCounted } from '../../../strings/format.ts';
import { text } from '../../../strings/text.ts';
import { IconMore } from '../../../ui/icons.ts';
import { ActionIcon, Button, Menu } from '../../../ui/kit.ts';
import { Swatch } from '../../../ui/swatch.tsx';
import { Tip } from '../../../ui/tip.tsx';
import { saveView } from '../facts/place-acts.ts';
import { useSelectionStore } from '../paint/selection.ts';
import { editObjects, mergeObjects, removeObjects, splitBySelection, splitObject } from './object-edits.ts';
import css from './objects.module.css';
import { type Tried, useObjectPreview } from './use-object-preview.ts';

interface ObjectActsProps {
  readonly id: number;
  readonly chosen: readonly ObjectRow[];
  readonly classes: readonly ProjectClass[];
  readonly hasPhoto: boolean;
}

/** What can be done with the selected objects; the picture shows it while the pointer, or the focus, is on it. */
export function ObjectActs({ id, chosen, classes, hasPhoto }: ObjectActsProps) {
  const [tried, setTried] = useState<Tried>();
  const { preview, failure, keep } = useObjectPreview(id, tried);
  const area = useSelectionStore((state) => state.shape);
  const numbers = chosen.map(({ number }) => number);
  const [first] = chosen;
  const only = chosen.length === 1 ? first : undefined;
  const perform = (act: (patch: number | undefined) => unknown): void => {
    const patch = keep();
    setTried(undefined);
    act(patch);
  };
  const common = { onTry: setTried, onDo: perform };
  return (
    <>
      <div className={css.acts} role="toolbar" aria-label={text.objects.acts}>
        <Act
          {...common}
          label={text.objects.merge}
          hint={text.objects.mergeHint(first?.number ?? 1)}
          act={chosen.length < 2 ? undefined : { kind: 'merge', numbers }}
          perform={(patch) => mergeObjects(numbers, patch)}
        />
        <Act
          {...common}
          label={text.objects.split}
          hint={text.objects.splitHint}
          act={only === undefined || only.parts < 2 ? undefined : splitOf(only)}
          perform={(patch) => only && splitObject(only, patch)}
        />
        <Act
          {...common}
          label={text.objects.splitArea}
          hint={text.objects.splitAreaHint}
          isAlwaysThere={only !== undefined}
          act={only && area && { kind: 'split-area', number: only.number, area }}
          perform={(patch) => only && splitBySelection(only.number, patch)}
        />
        <Act
          {...common}
          label={text.objects.remove}
          hint={text.objects.removeHint}
          act={chosen.length === 0 ? undefined : { kind: 'remove', numbers }}
          perform={(patch) => removeObjects(numbers, patch)}
        />
        <Reassign {...common} {...{ chosen, classes }} />
        <More {...{ id, chosen, hasPhoto }} />
      </div>
      <p className={css.tried} role="status">
        {failure ?? (preview && told(preview))}
      </p>
    </>
  );
}

const splitOf = ({ number }: ObjectRow): ObjectAct => ({ kind: 'split-parts', number, connectivity: 8 });

function told({ changedPixels, made }: { readonly changedPixels: number; readonly made: readonly number[] }): string {
  const pixels = text.paint.preview(formatCount(changedPixels));
  return made.length === 0 ? pixels : `${pixels}, ${text.objects.wouldBeMade(formatCounted(made.length, 'object'))}`;
}

interface Trying {
  readonly onTry: (tried: Tried | undefined) => void;
  /** Does something that is on screen already, up to a patch, or is not. */
  readonly onDo: (act: (patch: number | undefined) => unknown) => void;
}

interface ActProps extends Trying {
  readonly label: string;
  readonly hint: string;
  /** Absent where it cannot be done. */
  readonly act: ObjectAct | undefined;
  /** It says itself what is missing. */
  readonly isAlwaysThere?: boolean;
  readonly perform: (patch: number | undefined) => unknown;
}

function Act({ label, hint, act, isAlwaysThere = false, perform, onTry, onDo }: ActProps) {
  return (
    <Tip label={hint}>
      <Button
        size="compact-xs"
        disabled={act === undefined && !isAlwaysThere}
        {...showing(act && { act }, onTry)}
        onClick={() => {
          onDo(perform);
        }}
      >
        {label}
      </Button>
    </Tip>
  );
}

/** Shows it while the pointer or the focus is there. */
function showing(tried: Tried | undefined, onTry: Trying['onTry']) {
  const begin = (): void => {
    onTry(tried);
  };
  const end = (): void => {
    onTry(undefined);
  };
  return { onPointerEnter: begin, onFocus: begin, onPointerLeave: end, onBlur: end };
}

interface ReassignProps extends Trying {
  readonly chosen: readonly ObjectRow[];
  readonly classes: readonly ProjectClass[];
}

function Reassign({ chosen, classes, onTry, onDo }: ReassignProps) {
  const numbers = chosen.map(({ number }) => number);
  const slots = new Set(chosen.map(({ slot }) => slot));
  const own = slots.size === 1 ? classes.find(({ slot }) => slots.has(slot)) : undefined;
  return (
    <ActMenu
      label={`${text.objects.reassign}: ${own?.name ?? '–'}`}
      target={own?.name ?? text.objects.reassign}
      isDisabled={chosen.length === 0}
    >
      {classes
        .filter(({ slot, isLocked }) => !isLocked && slot !== own?.slot)
        .map(({ slot, name, rgb }) => {
          const act = { kind: 'reassign', numbers, slot } as const;
          return (
            <Menu.Item
              key={slot}
              leftSection={<Swatch rgb={rgb} />}
              {...showing({ act, rgb }, onTry)}
              onClick={() => {
                onDo((patch) => editObjects(act, patch));
              }}
            >
              {name}
            </Menu.Item>
          );
        })}
    </ActMenu>
  );
}

interface ActMenuProps {
  readonly label: string;
  readonly target: string;
  readonly isDisabled: boolean;
  readonly children: ReactNode;
}

function ActMenu({ label, target, isDisabled, children }: ActMenuProps) {
  return (
    <Menu position="bottom-start" width={200}>
      <Menu.Target>
        <Button size="compact-xs" aria-label={label} disabled={isDisabled}>
          {target} ▾
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={340} style={{ overflow: 'auto' }}>
        {children}
      </Menu.Dropdown>
    </Menu>
  );
}

/** What is wanted now and then. */
function More({ id, chosen, hasPhoto }: Pick<ObjectActsProps, 'id' | 'chosen' | 'hasPhoto'>) {
  const numbers = chosen.map(({ number }) => number);
  const only = chosen.length === 1 ? chosen[0] : undefined;
  const isCrowd = chosen.every((object) => object.isCrowd);
  const save = (kind: 'object' | 'object-cutout') => () => {
    if (only !== undefined) void saveView(id, { kind, number: only.number });
  };
  return (
    <Menu position="bottom-end" width={270}>
      <Menu.Target>
        <ActionIcon size={22} aria-label={text.objects.more} disabled={chosen.length === 0}>
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
