import { resolve } from 'node:path';
import { existsSync, statSync } from '../../file-system.ts';
import { MaskmendError } from '../../../shared/errors.ts';
import { openProject } from '../../services/open-project.ts';
import type { CommandContext } from '../command-context.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { printable } from '../printable.ts';

/** Checks a project and tells what is wrong with it. */
export async function runCheck(path: string, { screen }: CommandContext): Promise<ExitCode> {
  // Opening would make it.
  if (!existsSync(path)) throw new MaskmendError('not-found', 'does not exist', { path: resolve(path) });
  if (statSync(path).size === 0) {
    throw new MaskmendError('project-damaged', 'the file is empty: nothing of a project is in it', {
      path: resolve(path),
      hint: 'restore it from a copy, or start a new project: the sources are untouched',
    });
  }
  const project = await openProject(path);
  try {
    const faults = await project.database.checkIntegrity();
    for (const fault of faults) screen.print(printable(fault));
    screen.print(faults.length === 0 ? `${printable(path)}: all is well` : `${printable(path)}: damaged`);
    return faults.length === 0 ? exitCodes.done : exitCodes.someFailed;
  } finally {
    await project.close();
  }
}
