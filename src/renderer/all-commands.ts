import type { Command } from './commands/command.ts';
import { classCommands } from './features/classes/class-commands.ts';
import { fileCommands } from './features/files/file-commands.ts';
import { historyCommands } from './features/history/history-commands.ts';
import { lookCommands } from './features/review/look/look-commands.ts';
import { toolCommands } from './features/review/paint/tool-commands.ts';
import { reviewCommands } from './features/review/review-commands.ts';
import { viewCommands } from './features/shell/view-commands.ts';
import { projectCommands } from './features/start/project-commands.ts';

/** The commands of all features; where several have the same keys, the first that is possible has them. */
export const allCommands: readonly Command[] = [
  ...projectCommands,
  ...historyCommands,
  ...fileCommands,
  ...classCommands,
  ...reviewCommands,
  ...toolCommands,
  ...viewCommands,
  ...lookCommands,
];
