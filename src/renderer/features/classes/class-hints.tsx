import type { PaletteState } from '../../../shared/contract/class-schemas.ts';
import { type ClassesPanel, showClassesPanel, useClassesStore } from '../../state/classes-store.ts';
import { formatCompact } from '../../strings/format.ts';
import { text } from '../../strings/text.ts';
import { Tabs } from '../../ui/kit.ts';
import css from './class-hints.module.css';
import { ClosePairs } from './close-pairs.tsx';
import { PaletteWarnings } from './palette-warnings.tsx';
import { UnclaimedColours } from './unclaimed-colours.tsx';

const panels = ['unclaimed', 'pairs', 'warnings'] as const satisfies readonly ClassesPanel[];

/** What may be wrong with the classes, before it does damage. */
export function ClassHints({ palette }: { readonly palette: PaletteState }) {
  const panel = useClassesStore((state) => state.panel);
  const counts: Readonly<Record<ClassesPanel, number>> = {
    unclaimed: palette.unclaimedColours,
    pairs: palette.closePairs.length,
    warnings: palette.warnings.length,
  };
  return (
    <Tabs
      className={css.hints}
      value={panel}
      onChange={(value) => {
        const next = panels.find((name) => name === value);
        if (next !== undefined) showClassesPanel(next);
      }}
    >
      <Tabs.List className={css.tabs}>
        {panels.map((name) => (
          <Tabs.Tab key={name} value={name}>
            {text.classes.panels[name]}
            {counts[name] > 0 && <span className={css.count}>{formatCompact(counts[name])}</span>}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="unclaimed" className={css.panel}>
        <UnclaimedColours classes={palette.classes} />
      </Tabs.Panel>
      <Tabs.Panel value="pairs" className={css.panel}>
        <ClosePairs palette={palette} />
      </Tabs.Panel>
      <Tabs.Panel value="warnings" className={css.panel}>
        <PaletteWarnings warnings={palette.warnings} />
      </Tabs.Panel>
    </Tabs>
  );
}
