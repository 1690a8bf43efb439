import type { ReactNode } from 'react';
import { Group, type Layout, Panel, Separator } from 'react-resizable-panels';
import { isSizes, remember, remembered } from '../state/window-state.ts';
import css from './panels.module.css';

interface PanelsProps {
  /** Under this name the sizes are remembered. */
  readonly name: string;
  readonly children: ReactNode;
}

/** Panels side by side whose sizes a person sets, by pointer or keys, and finds again. */
export function Panels({ name, children }: PanelsProps) {
  const memory = `panels.${name}`;
  const layout = remembered(memory, isSizes);
  return (
    <Group
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

/** The line between two panels. */
export function PanelBorder({ label }: { readonly label: string }) {
  return <Separator className={css.border} aria-label={label} />;
}

export { Panel };
