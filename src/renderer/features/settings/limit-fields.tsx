import type { Settings } from '../../../shared/contract/app-calls.ts';
import { type LimitName, limitNames } from '../../../shared/limit-names.ts';
import { limitTable } from '../../../shared/limits.ts';
import { useAnswer } from '../../api/queries.ts';
import { formatCount } from '../../strings/format.ts';
import { text } from '../../strings/text.ts';
import { NumberInput } from '../../ui/kit.ts';
import css from './settings-dialog.module.css';

const MEBIBYTE = 1024 ** 2;

interface LimitFieldsProps {
  readonly limits: NonNullable<Settings['limits']>;
  readonly onChange: (limits: NonNullable<Settings['limits']>) => void;
}

/** What files may be read at most; an empty field leaves that to the program. */
export function LimitFields({ limits, onChange }: LimitFieldsProps) {
  const { data: info } = useAnswer('app.info', {});
  return (
    <details className={css.limits}>
      <summary>{text.settings.limits}</summary>
      <p className={css.hint}>{text.settings.limitsHint}</p>
      <div className={css.pair}>
        {limitNames.map((name) => (
          <LimitField
            key={name}
            name={name}
            value={limits[name]}
            startValue={info?.startLimits[name]}
            onChange={(value) => {
              onChange({ ...limits, [name]: value });
            }}
          />
        ))}
      </div>
    </details>
  );
}

interface LimitFieldProps {
  readonly name: LimitName;
  readonly value: number | undefined;
  /** As the program was started with: it goes before what is set here. */
  readonly startValue: number | undefined;
  readonly onChange: (value: number | undefined) => void;
}

function LimitField({ name, value, startValue, onChange }: LimitFieldProps) {
  const { unit, least, most, usual } = limitTable[name];
  // Bytes are set in megabytes, as memory is.
  const scale = unit === 'bytes' ? MEBIBYTE : 1;
  const [lowest, highest] = [Math.ceil(least / scale), Math.floor(most / scale)];
  const shown = startValue ?? value;
  const isStarted = startValue !== undefined;
  const take = (written: string): void => {
    const number = Number.parseInt(written.replaceAll(',', ''), 10);
    const wanted = Number.isFinite(number) ? Math.min(highest, Math.max(lowest, number)) * scale : undefined;
    if (wanted !== value) onChange(wanted);
  };
  const description = isStarted
    ? text.settings.limitOfStart
    : text.settings.limitRange(formatCount(usual / scale), formatCount(highest));
  return (
    <NumberInput
      label={text.settings.limitNames[name]}
      description={description}
      min={lowest}
      max={highest}
      allowDecimal={false}
      thousandSeparator=","
      disabled={isStarted}
      value={shown === undefined ? '' : Math.floor(shown / scale)}
      onBlur={({ currentTarget }) => {
        take(currentTarget.value);
      }}
    />
  );
}
