import { useState } from 'react';
import { commandOf, isEnabled } from '../../../commands/command-table.ts';
import { operations } from '../../../state/paint-store.ts';
import { text } from '../../../strings/text.ts';
import { CommandItem } from '../../../commands/command-item.tsx';
import { IconOperations } from '../../../ui/icons.ts';
import { ActionIcon, Menu } from '../../../ui/kit.ts';

/** Changes that are set up by numbers and classes, not by the pointer. */
export function OperationsMenu() {
  const [isOpen, setOpen] = useState(false);
  return (
    <Menu opened={isOpen} onChange={setOpen} position="right-start" width={290}>
      <Menu.Target>
        <ActionIcon aria-label={text.paint.operationsMenu} title={text.paint.operationsMenu} size={30}>
          <IconOperations size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {isOpen &&
          operations.map((operation) => {
            const command = commandOf(`tools.${operation}`);
            return <CommandItem key={operation} command={command} isEnabled={isEnabled(command)} />;
          })}
      </Menu.Dropdown>
    </Menu>
  );
}
