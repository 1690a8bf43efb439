import type { folderCalls } from '../../shared/contract/folder-calls.ts';
import { MaskmendError } from '../../shared/errors.ts';
import { listFolder, listPlaces, makeFolder } from '../services/sources/browse-folders.ts';
import type { ApiContext, Handlers } from './handler.ts';

export const folderHandlers: Handlers<keyof typeof folderCalls> = {
  'folders.home': async (_, context) => {
    refuseWithDialogs(context);
    return listPlaces(await context.workspace.recentFolders());
  },
  'folders.list': (request, context) => {
    refuseWithDialogs(context);
    return listFolder(request);
  },
  'folders.make': async ({ parent, name }, context) => {
    refuseWithDialogs(context);
    return { path: await makeFolder(parent, name) };
  },
};

/** Where the system's own dialogs are, nothing needs to list folders. */
function refuseWithDialogs({ host }: ApiContext): void {
  if (host === 'electron') throw new MaskmendError('usage', 'the system has dialogs of its own for this');
}
