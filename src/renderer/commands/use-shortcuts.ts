import { useEffect } from 'react';
import { commandTable, isEnabled } from './command-table.ts';
import type { Command } from './command.ts';
import { isShortcut } from '../ui/shortcut.ts';
import { tell } from '../ui/tell.tsx';

/** Listens for the keys of the command table, for as long as the window lives. */
export function useShortcuts(): void {
  useEffect(() => {
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', onKey);
    };
  }, []);
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || isDialogOpen()) return;
  // The same keys may do one thing here and another there.
  const meant = commandTable().filter((entry) => entry.keys !== undefined && isShortcut(event, entry.keys));
  const command = meant.find(isEnabled) ?? meant.find(({ whyNot }) => whyNot?.() !== undefined);
  if (command === undefined || belongsToField(event, command)) return;
  event.preventDefault();
  if (!isEnabled(command)) {
    tell({ level: 'info', about: command.id, title: command.title(), text: command.whyNot?.() });
    return;
  }
  // A key held down for a moment too long is no second act.
  if (!event.repeat || command.isRepeated === true) void command.run();
}

/** An open dialog has the keys to itself. */
function isDialogOpen(): boolean {
  return document.querySelector('[role="dialog"][aria-modal="true"]') !== null;
}

const editingKeys = new Set(['Mod+A', 'Mod+Z', 'Mod+Shift+Z']);

// In a field, keys write and edit its text; only what a field has no use for goes to the command.
function belongsToField({ target }: KeyboardEvent, { keys = '' }: Command): boolean {
  if (!(target instanceof HTMLElement)) return false;
  const isField =
    target.isContentEditable ||
    target.matches('input:not([type=checkbox], [type=radio], [type=range]), textarea, select, [role^=menuitem]');
  return isField && keys !== 'Escape' && (!/Mod|Alt/.test(keys) || editingKeys.has(keys));
}
