import { runCommand } from '../../../commands/command-table.ts';
import { changeLook, useLookStore } from '../../../state/look-store.ts';
import { formatShare } from '../../../strings/format.ts';
import { text } from '../../../strings/text.ts';
import { CommandIcon } from '../../../ui/command-icon.tsx';
import { IconLoupe, IconMinimap, IconMinus, IconPlus, IconSideBySide } from '../../../ui/icons.ts';
import { Button, SegmentedControl } from '../../../ui/kit.ts';
import { Slider } from '../../../ui/slider.tsx';
import { Tip } from '../../../ui/tip.tsx';
import { classStyles, viewModes } from '../../../viewer/look.ts';
import css from './look-bar.module.css';

interface LookBarProps {
  /** Screen pixels per pixel of the mask. */
  readonly zoom: number;
  readonly hasPhoto: boolean;
}

/** How the mask is looked at. */
export function LookBar({ zoom, hasPhoto }: LookBarProps) {
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
      <div className={css.zoom}>
        <CommandIcon id="look.zoomOut" icon={<IconMinus size={15} />} />
        <output className={css.factor} aria-label={text.look.zoom}>
          {formatZoom(zoom)}
        </output>
        <CommandIcon id="look.zoomIn" icon={<IconPlus size={15} />} />
        <Button
          size="compact-xs"
          onClick={() => {
            runCommand('look.fit');
          }}
        >
          {text.look.fit}
        </Button>
        <Button
          size="compact-xs"
          onClick={() => {
            runCommand('look.onePixel');
          }}
        >
          {text.look.onePixel}
        </Button>
      </div>
    </div>
  );
}

function formatZoom(zoom: number): string {
  return zoom >= 1 ? `${Math.round(zoom * 10) / 10} ×` : `${Math.round(zoom * 100)} %`;
}
