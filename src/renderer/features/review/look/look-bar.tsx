import { changeLook, useLookStore } from '../../../state/look-store.ts';
import { formatShare } from '../../../strings/format.ts';
import { text } from '../../../strings/text.ts';
import { CommandIcon } from '../../../ui/command-icon.tsx';
import { IconLoupe, IconMinimap, IconSideBySide } from '../../../ui/icons.ts';
import { SegmentedControl } from '../../../ui/kit.ts';
import { Slider } from '../../../ui/slider.tsx';
import { Tip } from '../../../ui/tip.tsx';
import { classStyles, viewModes } from '../../../viewer/look.ts';
import css from './look-bar.module.css';

interface LookBarProps {
  readonly hasPhoto: boolean;
}

/** How the mask is looked at. */
export function LookBar({ hasPhoto }: LookBarProps) {
  const look = useLookStore();
  return (
    <div className={css.bar}>
      <SegmentedControl
        aria-label={text.look.mode}
        value={look.mode}
        onChange={(mode) => {
          changeLook({ mode });
        }}
        data={viewModes.map((value) => ({ value, label: text.look.modes[value] }))}
      />
      <SegmentedControl
        aria-label={text.look.style}
        value={look.style}
        onChange={(style) => {
          changeLook({ style });
        }}
        data={classStyles.map((value) => ({ value, label: text.look.styles[value] }))}
      />
      <Tip label={hasPhoto ? text.look.labelOpacity : text.look.noPhoto}>
        <label className={css.photo} data-off={!hasPhoto || undefined}>
          {text.look.photo}
          <Slider
            label={text.look.labelOpacity}
            value={1 - look.labelOpacity}
            min={0}
            max={1}
            step={0.05}
            said={formatShare(1 - look.labelOpacity)}
            isDisabled={!hasPhoto}
            onChange={(photo) => {
              changeLook({ labelOpacity: 1 - photo });
            }}
          />
        </label>
      </Tip>
      <div className={css.group}>
        <CommandIcon id="look.sideBySide" icon={<IconSideBySide size={17} />} />
        <CommandIcon id="look.loupe" icon={<IconLoupe size={17} />} />
        <CommandIcon id="look.minimap" icon={<IconMinimap size={17} />} />
      </div>
    </div>
  );
}
