import type { Command } from '../commands/command.ts';
import { IconCheck } from './icons.ts';
import { Keys } from './keys.tsx';
import { Menu } from './kit.ts';

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
