import { memo } from 'react';
import { changeLook, showPhoto, useLookStore } from '../../../state/look-store.ts';
import { formatShare } from '../../../strings/format.ts';
import { text } from '../../../strings/text.ts';
import { Choice } from '../../../ui/choice.tsx';
import { CommandIcon } from '../../../commands/command-icon.tsx';
import { IconLoupe, IconMinimap, IconSideBySide } from '../../../ui/icons.ts';
import { Slider } from '../../../ui/slider.tsx';
import { Tip } from '../../../ui/tip.tsx';
import { classStyles, viewModes } from '../../../viewer/look.ts';
import css from './look-bar.module.css';

interface LookBarProps {
  readonly hasPhoto: boolean;
}

/** How the mask is looked at. */
export const LookBar = memo(Bar);

function Bar({ hasPhoto }: LookBarProps) {
  const look = useLookStore();
  return (
    <div className={css.bar}>
      <Choice
        label={text.look.mode}
        value={look.mode}
        options={viewModes.map((value) => ({ value, label: text.look.modes[value] }))}
        onChange={(mode) => {
          changeLook({ mode });
        }}
      />
      <Choice
        label={text.look.style}
        value={look.style}
        options={classStyles.map((value) => ({ value, label: text.look.styles[value] }))}
        onChange={(style) => {
          changeLook({ style });
        }}
      />
      <Opacities hasPhoto={hasPhoto} />
      <div className={css.group}>
        <CommandIcon id="look.sideBySide" icon={<IconSideBySide size={17} />} />
        <CommandIcon id="look.loupe" icon={<IconLoupe size={17} />} />
        <CommandIcon id="look.minimap" icon={<IconMinimap size={17} />} />
      </div>
    </div>
  );
}

interface OpacityProps {
  readonly name: string;
  readonly label: string;
  readonly value: number;
  readonly isDisabled: boolean;
  readonly onChange: (value: number) => void;
}

function Opacity({ name, value, ...slider }: OpacityProps) {
  return (
    <label className={css.opacity}>
      {name}
      <Slider {...slider} value={value} min={0} max={1} step={0.05} said={formatShare(value)} />
    </label>
  );
}

/** Of the photo beneath and of the labels over it, each its own. */
function Opacities({ hasPhoto }: LookBarProps) {
  const { photoOpacity, labelOpacity } = useLookStore();
  return (
    <Tip label={hasPhoto ? text.look.opacities : text.look.noPhoto}>
      <div className={css.group} data-off={!hasPhoto || undefined}>
        <Opacity
          name={text.look.photo}
          label={text.look.photoOpacity}
          value={photoOpacity}
          isDisabled={!hasPhoto}
          onChange={showPhoto}
        />
        <Opacity
          name={text.look.labels}
          label={text.look.labelOpacity}
          value={labelOpacity}
          isDisabled={!hasPhoto}
          onChange={(value) => {
            changeLook({ labelOpacity: value });
          }}
        />
      </div>
    </Tip>
  );
}
