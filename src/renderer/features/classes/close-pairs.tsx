import type { ClosePair, PaletteState, ProjectClass } from '../../../shared/contract/class-schemas.ts';
import { text } from '../../strings/text.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconCertified } from '../../ui/icons.ts';
import { Button } from '../../ui/kit.ts';
import { Swatch } from '../../ui/swatch.tsx';
import { editClasses } from './class-acts.ts';
import css from './class-hints.module.css';

/** Classes that a JPEG makes hard or impossible to tell apart. */
export function ClosePairs({ palette: { closePairs, classes } }: { readonly palette: PaletteState }) {
  const bySlot = new Map(classes.map((entry) => [entry.slot, entry]));
  if (closePairs.length === 0) {
    return <EmptyState title={text.classes.noPairs} icon={<IconCertified size={26} stroke={1.4} />} />;
  }
  return (
    <>
      <p className={css.intro}>{text.classes.pairsHint}</p>
      <ul className={css.list}>
        {closePairs.map((pair) => {
          const [a, b] = [bySlot.get(pair.a), bySlot.get(pair.b)];
          return a !== undefined && b !== undefined && <Pair key={`${pair.a}-${pair.b}`} pair={pair} a={a} b={b} />;
        })}
      </ul>
    </>
  );
}

interface PairProps {
  readonly pair: ClosePair;
  readonly a: ProjectClass;
  readonly b: ProjectClass;
}

function Pair({ pair, a, b }: PairProps) {
  return (
    <li className={css.item}>
      <div className={css.line}>
        <Swatch rgb={a.rgb} />
        <Swatch rgb={b.rgb} />
        <span className={css.grow}>
          {a.name} · {b.name}
        </span>
        <Button
          size="compact-xs"
          disabled={a.isLocked || b.isLocked}
          onClick={() => void editClasses({ kind: 'merge', from: [b.slot], into: a.slot })}
        >
          {text.classes.mergeTwo}
        </Button>
      </div>
      <div className={css.facts}>
        <span className={css.danger} data-danger={pair.danger}>
          {text.classes.danger[pair.danger]}
        </span>
        : {text.classes.dangerOf(pair)}
      </div>
    </li>
  );
}
