import { expect, test } from 'vitest';
import { fillCommandTable } from '../../src/renderer/commands/command-table.ts';
import { applicationMenu } from '../../src/renderer/commands/menu-entries.ts';

test('the menu of the desktop app tells why a command is not possible, as long as it is not', () => {
  let reason: string | undefined = 'This mask has none';
  fillCommandTable([
    { id: 'x', title: () => 'Do it', menu: 'tools', group: 0, whyNot: () => reason, run: () => undefined },
  ]);
  const entryOf = () => applicationMenu().flatMap((menu) => (menu.kind === 'submenu' ? menu.entries : []));
  expect(entryOf()).toEqual([{ kind: 'command', id: 'x', label: 'Do it', isEnabled: false, whyNot: reason }]);
  reason = undefined;
  expect(entryOf()).toEqual([{ kind: 'command', id: 'x', label: 'Do it', isEnabled: true }]);
});
