import { useEffect } from 'react';
import { commandTable, isEnabled } from './command-table.ts';
import type { Command } from './command.ts';
import { isShortcut } from './shortcut.ts';

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
  const command = commandTable.find(({ keys }) => keys !== undefined && isShortcut(event, keys));
  if (command === undefined || belongsToField(event, command) || !isEnabled(command)) return;
  event.preventDefault();
  void command.run();
}

/** An open dialog has the keys to itself. */
function isDialogOpen(): boolean {
  return document.querySelector('[role="dialog"][aria-modal="true"]') !== null;
}

const editingKeys = new Set(['Mod+A', 'Mod+Z', 'Mod+Shift+Z']);

// In a field, keys write and edit its text; only what a field has no use for goes to the command.
function belongsToField({ target }: KeyboardEvent, { keys = '' }: Command): boolean {
  if (!(target instanceof HTMLElement)) return false;
  const isField = target.isContentEditable || target.matches('input:not([type=checkbox]), textarea, select');
  return isField && (!/Mod|Alt/.test(keys) || editingKeys.has(keys));
}
