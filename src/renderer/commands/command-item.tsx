import type { Command } from './command.ts';
import css from './command-item.module.css';
import { IconCheck } from '../ui/icons.ts';
import { Keys } from '../ui/keys.tsx';
import { Menu } from '../ui/kit.ts';

interface CommandItemProps {
  readonly command: Command;
  readonly isEnabled: boolean;
}

/** A command in a menu. */
export function CommandItem({ command, isEnabled }: CommandItemProps) {
  const reason = isEnabled ? undefined : command.whyNot?.();
  const isChecked = command.isChecked?.() === true;
  return (
    <Menu.Item
      disabled={!isEnabled}
      {...(reason !== undefined && { className: css.explained })}
      {...(isChecked && { leftSection: <IconCheck size={14} aria-hidden /> })}
      {...(command.keys !== undefined && { rightSection: <Keys keys={command.keys} /> })}
      onClick={() => void command.run()}
    >
      <span className={css.title}>{command.title()}</span>
      {reason !== undefined && <div className={css.reason}>{reason}</div>}
    </Menu.Item>
  );
}
