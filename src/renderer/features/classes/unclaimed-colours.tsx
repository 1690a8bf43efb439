import { useState } from 'react';
import type { ProjectClass, UnclaimedColour } from '../../../shared/contract/class-schemas.ts';
import { useAnswer } from '../../api/queries.ts';
import { openClassForm } from '../../state/classes-store.ts';
import { formatCompact, formatCounted, formatHex } from '../../strings/format.ts';
import { text } from '../../strings/text.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconCertified } from '../../ui/icons.ts';
import { Button, Menu } from '../../ui/kit.ts';
import { Swatch } from '../../ui/swatch.tsx';
import { explain } from '../../strings/explain.ts';
import { editClasses } from './class-acts.ts';
import css from './class-hints.module.css';
import { ColourPlaces } from './colour-places.tsx';

const SHOWN = 100;

interface UnclaimedColoursProps {
  readonly classes: readonly ProjectClass[];
}

/** Colours that no class claims: where they are, and one click to a class. */
export function UnclaimedColours({ classes }: UnclaimedColoursProps) {
  const { data, error } = useAnswer('classes.unclaimed', { offset: 0, limit: SHOWN });
  if (error !== null) return <EmptyState title={text.common.loadFailed} hint={explain(error)} />;
  if (data === undefined) return null;
  if (data.total === 0) {
    return <EmptyState title={text.classes.noUnclaimed} icon={<IconCertified size={26} stroke={1.4} />} />;
  }
  return (
    <>
      <p className={css.intro}>{text.classes.unclaimedHint}</p>
      <ul className={css.list}>
        {data.colours.map((colour) => (
          <Unclaimed key={formatHex(colour.rgb)} colour={colour} classes={classes} />
        ))}
      </ul>
    </>
  );
}

interface UnclaimedProps extends UnclaimedColoursProps {
  readonly colour: UnclaimedColour;
}

function Unclaimed({ colour, classes }: UnclaimedProps) {
  const [isOpen, setOpen] = useState(false);
  const { rgb, pixels, files, nearest } = colour;
  const near = classes.find(({ slot }) => slot === nearest?.slot);
  return (
    <li className={css.item}>
      <div className={css.line}>
        <Swatch rgb={rgb} />
        <code>{formatHex(rgb)}</code>
        <span className={css.grow}>
          {text.classes.unclaimedFacts(formatCompact(pixels), formatCounted(files, 'mask'))}
        </span>
      </div>
      {near !== undefined && nearest !== undefined && (
        <div className={css.facts}>{text.classes.nearest(near.name, nearest.distance)}</div>
      )}
      <div className={css.acts}>
        <Button
          size="compact-xs"
          onClick={() => {
            openClassForm({ kind: 'add', rgb });
          }}
        >
          {text.classes.newClass}
        </Button>
        <BelongsTo rgb={rgb} classes={classes} />
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          aria-expanded={isOpen}
          onClick={() => {
            setOpen(!isOpen);
          }}
        >
          {text.classes.places}
        </Button>
      </div>
      {isOpen && <ColourPlaces colour={colour} />}
    </li>
  );
}

interface BelongsToProps extends UnclaimedColoursProps {
  readonly rgb: UnclaimedColour['rgb'];
}

function BelongsTo({ rgb, classes }: BelongsToProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Menu opened={isOpen} onChange={setOpen} position="bottom-start" width={220}>
      <Menu.Target>
        <Button size="compact-xs">{text.classes.belongsTo}</Button>
      </Menu.Target>
      <Menu.Dropdown mah={320} style={{ overflow: 'auto' }}>
        <Menu.Label>{text.classes.belongsHint}</Menu.Label>
        {isOpen &&
          classes
            .filter(({ isLocked }) => !isLocked)
            .map((entry) => (
              <Menu.Item
                key={entry.slot}
                leftSection={<Swatch rgb={entry.rgb} />}
                onClick={() => void editClasses({ kind: 'claim', rgb, into: entry.slot })}
              >
                {entry.name}
              </Menu.Item>
            ))}
      </Menu.Dropdown>
    </Menu>
  );
}
