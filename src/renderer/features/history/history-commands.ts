import type { KeptActLabel } from '../../../shared/model/act-label.ts';
import type { Command } from '../../commands/command.ts';
import { canTakeBackLast } from '../../state/change-project.ts';
import { currentProject } from '../../state/project-store.ts';
import { waitsForRoom } from '../../state/save-store.ts';
import { hasTakenBack } from '../../state/taken-back.ts';
import { openDialog } from '../../state/view-store.ts';
import { labelInWords } from '../../strings/in-words.ts';
import { text } from '../../strings/text.ts';
import { redo, undo } from './history-acts.ts';

export const historyCommands: readonly Command[] = [
  {
    id: 'edit.undo',
    title: () => named(text.commands.undo, text.shell.undo, mayTakeBack() ? undefined : currentProject()?.undo?.label),
    menu: 'edit',
    group: 0,
    keys: 'Mod+Z',
    isEnabled: () => mayTakeBack() || currentProject()?.undo !== undefined,
    isRepeated: true,
    run: undo,
  },
  {
    id: 'edit.redo',
    title: () => named(text.commands.redo, text.shell.redo, hasTakenBack() ? undefined : currentProject()?.redo?.label),
    menu: 'edit',
    group: 0,
    keys: 'Mod+Shift+Z',
    isEnabled: () => hasTakenBack() || currentProject()?.redo !== undefined,
    isRepeated: true,
    run: redo,
  },
  {
    id: 'edit.history',
    title: () => text.commands.history,
    menu: 'edit',
    group: 0,
    isEnabled: () => currentProject() !== undefined,
    run: () => {
      openDialog('history');
    },
  },
];

/** Whether an undo is of what the disk has no room for. */
function mayTakeBack(): boolean {
  return waitsForRoom() && canTakeBackLast();
}

function named(plain: string, of: (label: string) => string, label: KeptActLabel | undefined): string {
  return label === undefined ? plain : of(labelInWords(label));
}
