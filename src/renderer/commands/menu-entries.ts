import type { MenuEntry } from '../../shared/contract/transport.ts';
import type { Step } from '../state/view-store.ts';
import { text } from '../strings/text.ts';
import { commandTable, isEnabled } from './command-table.ts';
import { type Command, type MenuName, menus } from './command.ts';
import { toAccelerator } from '../ui/shortcut.ts';

/** The commands of a menu, group by group. */
export function commandGroupsOf(menu: MenuName): readonly (readonly Command[])[] {
  const commands = commandTable().filter((command) => command.menu === menu);
  return [...Map.groupBy(commands, ({ group }) => group).entries()].sort(([a], [b]) => a - b).map(([, group]) => group);
}

/** What is done in a step stands in these menus. */
const menusOfSteps = {
  files: ['file', 'edit'],
  classes: ['classes', 'repair'],
  review: ['review', 'tools', 'view'],
  export: ['file'],
} as const satisfies Record<Step, readonly MenuName[]>;

/** All menus: those of a step first. */
export function menusFrom(step: Step): readonly MenuName[] {
  const first: readonly MenuName[] = menusOfSteps[step];
  return [...first, ...menus.filter((menu) => !first.includes(menu))];
}

/** The whole table as the menu of the desktop application, as things stand now. */
export function applicationMenu(): readonly MenuEntry[] {
  return menus.map((menu) => ({
    kind: 'submenu',
    label: text.shell.menus[menu],
    entries: commandGroupsOf(menu).flatMap((group, place) => [
      ...(place === 0 ? [] : [{ kind: 'separator' } as const]),
      ...group.map(menuEntryOf),
    ]),
  }));
}

function menuEntryOf(command: Command): MenuEntry {
  const whyNot = command.whyNot?.();
  return {
    kind: 'command',
    id: command.id,
    label: command.title(),
    isEnabled: isEnabled(command),
    ...(whyNot !== undefined && { whyNot }),
    ...(command.keys !== undefined && { accelerator: toAccelerator(command.keys) }),
    ...(command.isChecked !== undefined && { isChecked: command.isChecked() }),
  };
}
