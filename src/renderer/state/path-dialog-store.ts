import { create } from 'zustand';
import { host } from '../api/host.ts';
import type { PathRequest } from '../api/host-shape.ts';

interface OpenPathDialog {
  readonly request: PathRequest;
  readonly answer: (paths: readonly string[]) => void;
}

interface PathDialogState {
  readonly open: OpenPathDialog | undefined;
}

/** The interface's own picker, for the host whose pages have no dialog that tells paths. */
export const usePathDialogStore = create<PathDialogState>(() => ({ open: undefined }));

/** Asks the person for files or folders; none where they changed their mind. */
export function askForPaths(request: PathRequest): Promise<readonly string[]> {
  if (host.showDialog !== undefined) return host.showDialog(request);
  usePathDialogStore.getState().open?.answer([]);
  return new Promise((resolve) => {
    usePathDialogStore.setState({
      open: {
        request,
        answer: (paths) => {
          usePathDialogStore.setState({ open: undefined });
          resolve(paths);
        },
      },
    });
  });
}
