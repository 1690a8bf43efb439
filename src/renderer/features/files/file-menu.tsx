import { type ReactElement, useState } from 'react';
import { commandOf, isEnabled } from '../../commands/command-table.ts';
import { CommandItem } from '../../commands/command-item.tsx';
import { Menu } from '../../ui/kit.ts';

const groups = [
  ['repair.chosen'],
  ['files.read.classes', 'files.read.objects', 'files.read.auto'],
  ['files.asPhoto', 'files.asMask', 'files.remove'],
  ['files.selectAll', 'files.csv'],
];

/** What can be done with the selected files, at the pointer. */
export function FileMenu({ children }: { readonly children: ReactElement }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Menu opened={isOpen} onChange={setOpen} width={260}>
      <Menu.ContextMenu>{children}</Menu.ContextMenu>
      <Menu.Dropdown>
        {isOpen &&
          groups.map((ids, place) => (
            <div key={ids.join()} role="none">
              {place > 0 && <Menu.Divider />}
              {ids.map(commandOf).map((command) => (
                <CommandItem key={command.id} command={command} isEnabled={isEnabled(command)} />
              ))}
            </div>
          ))}
      </Menu.Dropdown>
    </Menu>
  );
}
