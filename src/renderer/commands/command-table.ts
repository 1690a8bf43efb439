import type { Command } from './command.ts';

let commands: readonly Command[] = [];
let byId: ReadonlyMap<string, Command> = new Map();

/**
 * Fills the table, before anything is shown. Commands do what features do, and features run commands by their names: the
 * table knows neither.
 */
export function fillCommandTable(all: readonly Command[]): void {
  commands = all;
  byId = new Map(all.map((command) => [command.id, command]));
}

/** Everything that can be done by name: the one source of menus, shortcuts, context menus and the command palette. */
export function commandTable(): readonly Command[] {
  return commands;
}

/** @throws where the table has no such entry: a fault of ours. */
export function commandOf(id: string): Command {
  const command = byId.get(id);
  if (command === undefined) throw new Error(`there is no command ${id}`);
  return command;
}

export function isEnabled({ isEnabled: isPossible, whyNot }: Command): boolean {
  return (isPossible?.() ?? true) && whyNot?.() === undefined;
}

/** Runs a command where it is possible now. */
export function runCommand(id: string): void {
  const command = byId.get(id);
  if (command !== undefined && isEnabled(command)) void command.run();
}
