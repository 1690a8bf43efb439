import type { projectCalls } from '../../shared/contract/project-calls.ts';
import { listRoots, relocateRoot } from '../services/sources/project-roots.ts';
import type { Handlers } from './handler.ts';

export const projectHandlers: Handlers<keyof typeof projectCalls> = {
  'project.current': async (_, { workspace }) => ({ project: await workspace.current?.info() }),
  'project.create': ({ path }, { workspace }) => workspace.create(path),
  'project.open': ({ path }, { workspace }) => workspace.openProject(path),
  'project.openSample': (_, { workspace }) => workspace.openSample(),
  'project.close': async ({ isCancellingJobs }, { workspace }) => {
    await workspace.closeProject(isCancellingJobs);
    return {};
  },
  'project.recent': (_, { workspace }) => workspace.recent(),
  'project.forgetRecent': ({ path }, { workspace }) => workspace.forgetRecent(path),
  'project.roots': (_, { workspace }) => listRoots(workspace.session()),
  'project.relocateFolder': ({ root, path }, { workspace }) => relocateRoot(workspace.session(), root, path),
  'project.history': ({ limit }, { workspace }) => workspace.session().database.history(limit),
  'project.undo': async ({ entry }, { workspace }) => {
    const session = workspace.session();
    for (const changed of await session.database.undo(entry)) session.tellLabels(changed);
    await session.touchPalette();
    return session.info();
  },
  'project.redo': async ({ entry }, { workspace }) => {
    const session = workspace.session();
    for (const changed of await session.database.redo(entry)) session.tellLabels(changed);
    await session.touchPalette();
    return session.info();
  },
};
