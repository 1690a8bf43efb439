import { resolve } from 'node:path';
import { existsSync, statSync } from '../../file-system.ts';
import { MaskmendError } from '../../../shared/errors.ts';
import { chosenLimits } from '../../services/jobs/machine-share.ts';
import { openProject, type OpenProject } from '../../services/open-project.ts';
import { missingSources } from '../../services/sources/missing-sources.ts';
import type { CommandContext } from '../command-context.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { printable } from '../printable.ts';
import type { CheckOptions } from './check-options.ts';

const WELL = 'all is well';

/** Checks a project and tells what is wrong with it. */
export async function runCheck(path: string, { limit }: CheckOptions, { screen }: CommandContext): Promise<ExitCode> {
  // Opening would make it.
  if (!existsSync(path)) throw new MaskmendError('not-found', 'does not exist', { path: resolve(path) });
  if (statSync(path).size === 0) {
    throw new MaskmendError('project-damaged', 'the file is empty: nothing of a project is in it', {
      path: resolve(path),
      hint: 'restore it from a copy, or start a new project: the sources are untouched',
    });
  }
  const limits = chosenLimits(limit);
  const project = await openProject(path);
  try {
    const faults = await project.database.checkIntegrity(limits);
    // What is damaged may not tell its files.
    const missing = faults.length === 0 ? await missingSources(project.database) : [];
    for (const line of [...faults, ...missing]) screen.print(printable(line));
    if (faults.length === 0) await tellWhatIsNotYet(project, screen);
    const state = faults.length > 0 ? 'damaged' : missing.length > 0 ? 'whole, but files that it names are gone' : WELL;
    screen.print(`${printable(path)}: ${state}`);
    return state === WELL ? exitCodes.done : exitCodes.someFailed;
  } finally {
    await project.close();
  }
}

/** A project that is new is well all the same. */
async function tellWhatIsNotYet({ database }: OpenProject, screen: CommandContext['screen']): Promise<void> {
  const { counts, classes } = await database.projectSums();
  if (counts.masks === 0) screen.print('note: it has no masks yet');
  if (classes === 0) screen.print('note: it has no classes yet');
}
