import { useState } from 'react';
import { isEnabled } from '../../commands/command-table.ts';
import { menus } from '../../commands/command.ts';
import { commandGroupsOf } from '../../commands/menu-entries.ts';
import { text } from '../../strings/text.ts';
import { CommandItem } from '../../commands/command-item.tsx';
import { IconMenu } from '../../ui/icons.ts';
import { ActionIcon, Menu } from '../../ui/kit.ts';

/** The application's menu inside the window: the same table that makes the desktop's menu bar. */
export function MainMenu() {
  const [isOpen, setOpen] = useState(false);
  return (
    <Menu opened={isOpen} onChange={setOpen} position="bottom-start" width={230}>
      <Menu.Target>
        <ActionIcon aria-label={text.shell.menu} size={30}>
          <IconMenu size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>{isOpen && menus.map((menu) => <Submenu key={menu} menu={menu} />)}</Menu.Dropdown>
    </Menu>
  );
}

function Submenu({ menu }: { readonly menu: (typeof menus)[number] }) {
  return (
    <Menu.Sub>
      <Menu.Sub.Target>
        <Menu.Sub.Item>{text.shell.menus[menu]}</Menu.Sub.Item>
      </Menu.Sub.Target>
      <Menu.Sub.Dropdown>
        {commandGroupsOf(menu).map((group, place) => (
          <div key={group[0]?.id} role="none">
            {place > 0 && <Menu.Divider />}
            {group.map((command) => (
              <CommandItem key={command.id} command={command} isEnabled={isEnabled(command)} />
            ))}
          </div>
        ))}
      </Menu.Sub.Dropdown>
    </Menu.Sub>
  );
}
