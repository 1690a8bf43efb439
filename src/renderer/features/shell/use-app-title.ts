import { useEffect } from 'react';
import { shownName } from '../../../shared/byte-names.ts';
import { host } from '../../api/host.ts';
import { useProject } from '../../state/project-store.ts';
import { text } from '../../strings/text.ts';

/** The window's title, the same in both hosts: project first, so that it can be read on a narrow tab. */
export function useAppTitle(): void {
  const name = useProject()?.name;
  useEffect(() => {
    host.setTitle(name === undefined ? text.shell.appName : `${shownName(name)} – ${text.shell.appName}`);
  }, [name]);
}
