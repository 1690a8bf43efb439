import { classCommands } from './class-commands.ts';
import type { Command } from './command.ts';
import { fileCommands } from './file-commands.ts';
import { lookCommands } from './look-commands.ts';
import { projectCommands } from './project-commands.ts';
import { reviewCommands } from './review-commands.ts';
import { toolCommands } from './tool-commands.ts';
import { viewCommands } from './view-commands.ts';

/** Everything that can be done by name: the one source of menus, shortcuts, context menus and the command palette. */
export const commandTable: readonly Command[] = [
  ...projectCommands,
  ...fileCommands,
  ...classCommands,
  ...reviewCommands,
  ...toolCommands,
  ...viewCommands,
  ...lookCommands,
];

const byId = new Map(commandTable.map((command) => [command.id, command]));

/** @throws where the table has no such entry: a fault of ours. */
export function commandOf(id: string): Command {
  const command = byId.get(id);
  if (command === undefined) throw new Error(`there is no command ${id}`);
  return command;
}

export function isEnabled({ isEnabled: isPossible }: Command): boolean {
  return isPossible?.() ?? true;
}

/** Runs a command where it is possible now. */
export function runCommand(id: string): void {
  const command = byId.get(id);
  if (command !== undefined && isEnabled(command)) void command.run();
}
