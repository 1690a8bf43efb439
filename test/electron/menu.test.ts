import { expect, test, vi } from 'vitest';
import { menuTemplate } from '../../src/main/electron/menu.ts';

vi.mock('electron', () => import('./electron-double.ts'));

const entry = (id: string, accelerator: string) => ({
  kind: 'command' as const,
  id,
  label: id,
  accelerator,
  isEnabled: true,
});
const entries = [entry('open', 'CmdOrCtrl+O'), entry('accept', 'A'), entry('undo', 'CmdOrCtrl+Z')];

/** Menus of the top level by label or role, and the keys that the page's own one shows. */
function menuOf(isMac: boolean) {
  const menu = menuTemplate([{ kind: 'submenu', label: 'Edit', entries }], { isMac, onCommand: () => undefined });
  const own = menu.find(({ label }) => label === 'Edit')?.submenu;
  return {
    top: menu.map(({ label, role }) => label ?? role),
    keys: Array.isArray(own) ? own.map(({ accelerator }) => accelerator) : [],
  };
}

test('a menu of macOS shows only keys that no field is in want of, and has one for fields', () => {
  expect(menuOf(true)).toEqual({
    top: ['Maskmend', 'Edit', 'Text', 'Window'],
    keys: ['CmdOrCtrl+O', undefined, undefined],
  });
});

test('elsewhere every key is shown, and there is one menu for editing', () => {
  expect(menuOf(false)).toEqual({ top: ['Edit', 'Window'], keys: ['CmdOrCtrl+O', 'A', 'CmdOrCtrl+Z'] });
});

test('what is not possible now is told with its reason, below it', () => {
  const whyNot = 'Nothing is open';
  const [menu] = menuTemplate(
    [{ kind: 'submenu', label: 'Edit', entries: [{ ...entry('undo', 'CmdOrCtrl+Z'), isEnabled: false, whyNot }] }],
    { isMac: false, onCommand: () => undefined },
  );
  const items = Array.isArray(menu.submenu) ? menu.submenu : [];
  expect(items.map(({ label, enabled }) => [label?.trim(), enabled])).toEqual([
    ['undo', false],
    [whyNot, false],
  ]);
});
