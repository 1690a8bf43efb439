import type { ReactNode } from 'react';
import { Group, type Layout, Panel, Separator } from 'react-resizable-panels';
import { type Side, useSidePanels } from '../state/side-panels.ts';
import { isSizes, remember, remembered } from '../state/window-state.ts';
import css from './panels.module.css';

interface PanelsProps {
  /** Under this name the sizes are remembered. */
  readonly name: string;
  readonly children: ReactNode;
}

/** Panels side by side whose sizes a person sets, by pointer or keys, and finds again. */
export function Panels({ name, children }: PanelsProps) {
  const { left, right } = useSidePanels((state) => state.hidden);
  // Sizes are shares of the whole: those of three panels mean nothing to two.
  const memory = `panels.${name}${left ? '.noLeft' : ''}${right ? '.noRight' : ''}`;
  const layout = remembered(memory, isSizes);
  return (
    <Group
      key={memory}
      id={name}
      className={css.panels}
      {...(layout !== undefined && { defaultLayout: layout })}
      onLayoutChanged={(now: Layout) => {
        remember(memory, now);
      }}
    >
      {children}
    </Group>
  );
}

interface SidePanelProps {
  readonly side: Side;
  readonly id: string;
  /** Of the line between it and its neighbour. */
  readonly borderLabel: string;
  readonly widthPx: { readonly first: number; readonly least: number; readonly most: number };
  readonly children: ReactNode;
}

/** A panel at an edge: keeps its width when the window changes, and can be put away. */
export function SidePanel({ side, id, borderLabel, widthPx: { first, least, most }, children }: SidePanelProps) {
  const isHidden = useSidePanels((state) => state.hidden[side]);
  if (isHidden) return undefined;
  const border = <Separator className={css.border} aria-label={borderLabel} />;
  return (
    <>
      {side === 'right' && border}
      <Panel
        id={id}
        defaultSize={`${first}px`}
        minSize={`${least}px`}
        maxSize={`${most}px`}
        groupResizeBehavior="preserve-pixel-size"
      >
        {children}
      </Panel>
      {side === 'left' && border}
    </>
  );
}

export { Panel };
