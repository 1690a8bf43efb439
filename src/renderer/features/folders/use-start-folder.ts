import { useState } from 'react';
import type { PathRequest } from '../../api/host-shape.ts';
import { useAnswer } from '../../api/queries.ts';
import { isText, remember, remembered } from '../../state/window-state.ts';
import { folderOf } from './path-parts.ts';

interface StartFolder {
  /** Where the picker is; undefined until the home folder is known. */
  readonly folder: string | undefined;
  readonly goTo: (path: string) => void;
  readonly places: readonly { readonly name: string; readonly path: string }[];
}

/** Begins where the request says, else where the picker was last, else at home. */
export function useStartFolder({ defaultPath, kind, show }: PathRequest): StartFolder {
  const memory = `picker.${kind}.${show}`;
  const [folder, setFolder] = useState(() =>
    defaultPath === undefined ? remembered(memory, isText) : kind === 'save-file' ? folderOf(defaultPath) : defaultPath,
  );
  const { data: home } = useAnswer('folders.home', {});
  return {
    folder: folder ?? home?.home,
    places: home?.places ?? [],
    goTo: (path) => {
      remember(memory, path);
      setFolder(path);
    },
  };
}
