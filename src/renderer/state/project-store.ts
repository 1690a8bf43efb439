import { create } from 'zustand';
import type { PictureOwner } from '../../shared/contract/picture-urls.ts';
import type { ProjectInfo } from '../../shared/contract/project-calls.ts';
import type { ScanStatus } from '../../shared/contract/source-calls.ts';
import type { Connection } from '../api/host-shape.ts';

interface ProjectState {
  /** False until it is known whether a project is open. */
  readonly isKnown: boolean;
  readonly project: ProjectInfo | undefined;
  readonly scan: ScanStatus | undefined;
  readonly connection: Connection;
}

/** What the services last said of the open project. */
export const useProjectStore = create<ProjectState>(() => ({
  isKnown: false,
  project: undefined,
  scan: undefined,
  connection: 'connecting',
}));

export function setProject(project: ProjectInfo | undefined): void {
  useProjectStore.setState({ isKnown: true, project });
}

export function setScan(scan: ScanStatus): void {
  useProjectStore.setState({ scan });
}

export function setConnection(connection: Connection): void {
  useProjectStore.setState({ connection });
}

export const currentProject = (): ProjectInfo | undefined => useProjectStore.getState().project;
/** A file of the open project, as the URLs of its pictures name it. */
export const ownerOf = (id: number): PictureOwner => ({ id, opening: currentProject()?.opening ?? '' });
export const useProject = (): ProjectInfo | undefined => useProjectStore((state) => state.project);
