import { memo, useState } from 'react';
import type { ClassEdit, ProjectClass } from '../../../shared/contract/class-schemas.ts';
import type { Rgb } from '../../../shared/model/palette.ts';
import { formatHex } from '../../strings/format.ts';
import { text } from '../../strings/text.ts';
import { Button, Popover, SegmentedControl } from '../../ui/kit.ts';
import { Swatch } from '../../ui/swatch.tsx';
import { editClasses } from './class-acts.ts';
import css from './colour-button.module.css';
import { ColourChooser } from './colour-chooser.tsx';
import { usePatternOf } from './use-pattern.ts';

type Meaning = Extract<ClassEdit, { kind: 'recolour' }>['meaning'];
const meanings = ['shown', 'source', 'both'] as const satisfies readonly Meaning[];

interface ColourButtonProps {
  readonly entry: ProjectClass;
  /** The swatch alone. */
  readonly isSmall?: boolean;
}

const shown = [
  'slot',
  'name',
  'rgb',
  'sourceRgb',
  'isLocked',
  'marking',
] as const satisfies readonly (keyof ProjectClass)[];

/**
 * A class's colour, and beside it that of its pixels in the masks where they differ; opens the chooser. How many pixels it
 * has changes all the time while a repair runs, and is nothing to it.
 */
export const ColourButton = memo(
  Colour,
  (before, now) => before.isSmall === now.isSmall && shown.every((name) => before.entry[name] === now.entry[name]),
);

function Colour({ entry, isSmall = false }: ColourButtonProps) {
  const { slot, name, rgb, sourceRgb, isLocked } = entry;
  const [isOpen, setOpen] = useState(false);
  const patternOf = usePatternOf();
  const hex = formatHex(rgb);
  return (
    <Popover opened={isOpen} onChange={setOpen} trapFocus returnFocus position="bottom-start" width={232}>
      <Popover.Target>
        <button
          type="button"
          className={css.button}
          aria-label={text.classes.colourOf(name, hex)}
          aria-expanded={isOpen}
          disabled={isLocked}
          onClick={() => {
            setOpen(!isOpen);
          }}
        >
          <Swatch rgb={rgb} pattern={patternOf(entry)} />
          {!isSmall && formatHex(sourceRgb) !== hex && (
            <span title={text.classes.sourceColour(formatHex(sourceRgb))}>
              <Swatch rgb={sourceRgb} />
            </span>
          )}
          {!isSmall && <code>{hex}</code>}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        {isOpen && (
          <Recolour
            rgb={rgb}
            onSet={(next, meaning) => {
              setOpen(false);
              void editClasses({ kind: 'recolour', slot, rgb: next, meaning });
            }}
            onLeave={() => {
              setOpen(false);
            }}
          />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

interface RecolourProps {
  readonly rgb: Rgb;
  readonly onSet: (rgb: Rgb, meaning: Meaning) => void;
  /** The eyedropper takes over. */
  readonly onLeave: () => void;
}

function Recolour({ rgb, onSet, onLeave }: RecolourProps) {
  const [now, setNow] = useState(rgb);
  const [meaning, setMeaning] = useState<Meaning>('shown');
  return (
    <>
      <ColourChooser
        rgb={now}
        onRgb={setNow}
        onPicked={(picked) => {
          onSet(picked, 'both');
        }}
        onEyedropper={onLeave}
      />
      <SegmentedControl
        mt={8}
        fullWidth
        aria-label={text.classes.meaning}
        value={meaning}
        onChange={setMeaning}
        data={meanings.map((value) => ({ value, label: text.classes.meanings[value] }))}
      />
      <p className={css.hint}>{text.classes.meaningHints[meaning]}</p>
      <Button
        fullWidth
        variant="filled"
        disabled={formatHex(now) === formatHex(rgb)}
        onClick={() => {
          onSet(now, meaning);
        }}
      >
        {text.classes.setColour}
      </Button>
    </>
  );
}
