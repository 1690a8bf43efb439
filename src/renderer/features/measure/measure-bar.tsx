import type { SourceDetail } from '../../../shared/contract/source-schemas.ts';
import { type MeasureScope, setMeasureOptions, showMeasures, useMeasureStore } from '../../state/measure-store.ts';
import { text } from '../../strings/text.ts';
import { Button, Menu, NumberInput, SegmentedControl } from '../../ui/kit.ts';
import { saveMeasures, type SavedTable } from './measure-acts.ts';
import css from './measure.module.css';

const scopes: readonly MeasureScope[] = ['project', 'mask'];
const neighbours = ['8', '4'] as const;
const MAX_TINY_PX = 1_000_000;

interface MeasureBarProps {
  /** What can be saved of what is shown. */
  readonly tables: readonly SavedTable[];
  /** The one mask that is shown; absent: all of them. */
  readonly mask: SourceDetail | undefined;
  /** What was measured, in words. */
  readonly summary: string;
}

/** What is measured and how, and what can be saved. */
export function MeasureBar({ tables, mask, summary }: MeasureBarProps) {
  const { scope, options } = useMeasureStore();
  const words = text.measure;
  return (
    <div className={css.row}>
      <SegmentedControl
        aria-label={words.scope}
        value={scope}
        data={scopes.map((value) => ({ value, label: words[value] }))}
        onChange={(value) => {
          showMeasures({ scope: value });
        }}
      />
      <span className={css.threshold}>
        {words.neighbours}
        <SegmentedControl
          aria-label={words.neighbours}
          value={options.connectivity === 4 ? '4' : '8'}
          data={neighbours.map((value) => ({ value, label: words.neighbourNames[value] }))}
          onChange={(value) => {
            setMeasureOptions({ connectivity: value === '4' ? 4 : 8 });
          }}
        />
      </span>
      <TinyThreshold />
      <span className={css.summary} role="status">
        {summary}
      </span>
      <SaveMenu tables={tables} mask={mask} />
    </div>
  );
}

/** Measuring all masks anew takes a while: a threshold counts when it is complete. */
function TinyThreshold() {
  const below = useMeasureStore(({ options }) => options.tinyBelowPx);
  const take = (value: number): void => {
    const whole = Math.min(MAX_TINY_PX, Math.max(0, Math.round(value)));
    if (Number.isFinite(whole) && whole !== below) setMeasureOptions({ tinyBelowPx: whole });
  };
  return (
    <label className={css.threshold}>
      {text.measure.tinyBelow}
      <NumberInput
        key={below}
        w={86}
        min={0}
        max={MAX_TINY_PX}
        defaultValue={below}
        suffix={text.measure.tinyUnit}
        onBlur={(event) => {
          take(Number.parseInt(event.currentTarget.value, 10));
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') take(Number.parseInt(event.currentTarget.value, 10));
        }}
      />
    </label>
  );
}

function SaveMenu({ tables, mask }: Pick<MeasureBarProps, 'tables' | 'mask'>) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button disabled={tables.length === 0}>{text.measure.save}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {tables.map((what) => (
          <Menu.Item key={what} onClick={() => void saveMeasures(what, mask)}>
            {text.measure.saveNames[what]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
