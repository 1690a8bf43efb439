import { memo, type ReactNode } from 'react';
import { type Tool, tools, usePaintStore } from '../../../state/paint-store.ts';
import { text } from '../../../strings/text.ts';
import { CommandIcon } from '../../../commands/command-icon.tsx';
import {
  IconBrush,
  IconEraser,
  IconEyedropper,
  IconFillRegion,
  IconFloodFill,
  IconLasso,
  IconPan,
  IconPolygon,
  IconRectangle,
} from '../../../ui/icons.ts';
import { OperationsMenu } from './operations-menu.tsx';
import css from './tool-bar.module.css';

const SIZE_PX = 18;
const icons: Readonly<Record<Tool, ReactNode>> = {
  pan: <IconPan size={SIZE_PX} />,
  brush: <IconBrush size={SIZE_PX} />,
  eraser: <IconEraser size={SIZE_PX} />,
  fill: <IconFloodFill size={SIZE_PX} />,
  region: <IconFillRegion size={SIZE_PX} />,
  polygon: <IconPolygon size={SIZE_PX} />,
  lasso: <IconLasso size={SIZE_PX} />,
  rectangle: <IconRectangle size={SIZE_PX} />,
  eyedropper: <IconEyedropper size={SIZE_PX} />,
};

/** Everything that changes pixels, beside the picture. */
export const ToolBar = memo(Bar);

function Bar() {
  // The buttons read the store themselves: they are drawn again when it changes.
  usePaintStore();
  return (
    <div className={css.bar} role="toolbar" aria-label={text.paint.toolbar} aria-orientation="vertical">
      {tools.map((tool) => (
        <CommandIcon key={tool} id={`tools.${tool}`} icon={icons[tool]} size={30} />
      ))}
      <hr className={css.line} />
      <OperationsMenu />
    </div>
  );
}
