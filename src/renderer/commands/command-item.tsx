import type { Command } from './command.ts';
import { IconCheck } from '../ui/icons.ts';
import { Keys } from '../ui/keys.tsx';
import { Menu } from '../ui/kit.ts';

interface CommandItemProps {
  readonly command: Command;
  readonly isEnabled: boolean;
}

/** A command in a menu. */
export function CommandItem({ command, isEnabled }: CommandItemProps) {
  const isChecked = command.isChecked?.() === true;
  return (
    <Menu.Item
      disabled={!isEnabled}
      {...(isChecked && { leftSection: <IconCheck size={14} aria-hidden /> })}
      {...(command.keys !== undefined && { rightSection: <Keys keys={command.keys} /> })}
      onClick={() => void command.run()}
    >
      {command.title()}
    </Menu.Item>
  );
}
