import { type ReactNode, useRef } from 'react';
import { Group, type Layout, Panel, Separator } from 'react-resizable-panels';
import { type Side, useSidePanels } from '../state/side-panels.ts';
import { useMediaQuery } from './kit.ts';
import { isWidth, remember, remembered } from '../state/window-state.ts';
import css from './panels.module.css';

interface PanelsProps {
  readonly name: string;
  readonly children: ReactNode;
}

/** Panels side by side whose widths a person sets, by pointer or keys, and finds again. */
export function Panels({ name, children }: PanelsProps) {
  const place = useRef<HTMLDivElement>(null);
  return (
    <Group
      id={name}
      elementRef={place}
      className={css.panels}
      onLayoutChanged={(shares, { isUserInteraction }) => {
        // What a narrow window takes from a panel is nobody's wish.
        if (isUserInteraction) rememberWidths(shares, place.current?.clientWidth ?? 0);
      }}
    >
      {children}
    </Group>
  );
}

const memoryOf = (panel: string): string => `panel.${panel}.widthPx`;

function rememberWidths(shares: Layout, widthPx: number): void {
  for (const [panel, percent] of Object.entries(shares)) remember(memoryOf(panel), (percent / 100) * widthPx);
}

interface SidePanelProps {
  readonly side: Side;
  readonly id: string;
  /** Of the line between it and its neighbour. */
  readonly borderLabel: string;
  readonly widthPx: { readonly first: number; readonly least: number; readonly most: number };
  readonly children: ReactNode;
}

/** In a window so narrow a panel begins with this share of its usual width, and has a remembered width of its own. */
const NARROW = '(max-width: 1000px)';
const NARROW_SHARE = 0.72;

/** A panel at an edge: keeps its width when the window changes, and can be put away. */
export function SidePanel({ side, id, borderLabel, widthPx: { first, least, most }, children }: SidePanelProps) {
  // Of both sides: where the other one goes or comes, this one's width is set anew.
  const isHidden = useSidePanels((state) => state.hidden)[side];
  const isNarrow = useMediaQuery(NARROW, false, { getInitialValueInEffect: false });
  if (isHidden) return undefined;
  const panel = isNarrow ? `${id}.narrow` : id;
  const usual = isNarrow ? Math.max(least, Math.round(first * NARROW_SHARE)) : first;
  const width = remembered(memoryOf(panel), isWidth) ?? usual;
  const border = <Separator className={css.border} aria-label={borderLabel} />;
  return (
    <>
      {side === 'right' && border}
      <Panel
        key={panel}
        id={panel}
        defaultSize={`${width}px`}
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
