import type { ReactElement } from 'react';
import css from './tip.module.css';
import { Keys } from './keys.tsx';
import { Tooltip } from './kit.ts';

interface TipProps {
  readonly label: string;
  readonly keys?: string | undefined;
  /** What the control opens is open, and would be covered. */
  readonly isOff?: boolean;
  readonly children: ReactElement;
}

/** What a control does and which keys do the same. */
export function Tip({ label, keys, isOff = false, children }: TipProps) {
  const content =
    keys === undefined ? (
      label
    ) : (
      <span className={css.line}>
        {label} <Keys keys={keys} />
      </span>
    );
  return (
    <Tooltip label={content} disabled={isOff} multiline maw={340}>
      {children}
    </Tooltip>
  );
}
