import { memo } from 'react';
import { runCommand } from '../../../commands/command-table.ts';
import { text } from '../../../strings/text.ts';
import { CommandIcon } from '../../../commands/command-icon.tsx';
import { IconMinus, IconPlus } from '../../../ui/icons.ts';
import { Button } from '../../../ui/kit.ts';
import type { Viewer } from '../../../viewer/viewer.ts';
import css from './status-line.module.css';
import { useCamera } from './use-camera.ts';

/** How near the mask is seen. */
export const ZoomControls = memo(Controls);

function Controls({ viewer }: { readonly viewer: Viewer | undefined }) {
  const { scale } = useCamera(viewer);
  return (
    <div className={css.zoom}>
      <CommandIcon id="look.zoomOut" icon={<IconMinus size={14} />} size={22} />
      <output className={css.factor} aria-label={text.look.zoom}>
        {formatZoom(scale)}
      </output>
      <CommandIcon id="look.zoomIn" icon={<IconPlus size={14} />} size={22} />
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
  );
}

function formatZoom(zoom: number): string {
  return zoom >= 1 ? `${Math.round(zoom * 10) / 10} ×` : `${Math.round(zoom * 100)} %`;
}
