import type { ReactNode } from 'react';
import { commandOf, isEnabled, runCommand } from './command-table.ts';
import css from './command-icon.module.css';
import { ActionIcon } from '../ui/kit.ts';
import { Tip } from '../ui/tip.tsx';

interface CommandIconProps {
  readonly id: string;
  readonly icon: ReactNode;
  readonly size?: number;
}

/** A command as a button: its title and keys in the tip, pressed where it is checked. */
export function CommandIcon({ id, icon, size }: CommandIconProps) {
  const command = commandOf(id);
  const isOff = !isEnabled(command);
  const isChecked = command.isChecked?.();
  return (
    <Tip label={command.title()} keys={command.keys}>
      <ActionIcon
        aria-label={command.title()}
        aria-disabled={isOff}
        data-off={isOff || undefined}
        {...(isChecked !== undefined && { 'aria-pressed': isChecked })}
        {...(size !== undefined && { size })}
        className={css.icon}
        onClick={() => {
          runCommand(id);
        }}
      >
        {icon}
      </ActionIcon>
    </Tip>
  );
}
