import { QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { allCommands } from './all-commands.ts';
import { call } from './api/client.ts';
import { host } from './api/host.ts';
import { queryClient, question } from './api/queries.ts';
import { App } from './app.tsx';
import { fillCommandTable } from './commands/command-table.ts';
import { adoptFilesView } from './features/files/remember-files-view.ts';
import { followFullDisk } from './features/review/paint/follow-full-disk.ts';
import { followKeptActs } from './features/review/paint/deliver-kept-acts.ts';
import { followEvents, takeProject } from './state/follow-events.ts';
import { recallLook } from './state/look-store.ts';
import { keepReviewPlace } from './state/review-place.ts';
import { recallSidePanels } from './state/side-panels.ts';
import { loadWindowState } from './state/window-state.ts';
import { adoptTheme } from './ui/adopt-theme.ts';
import { rememberFocus } from './ui/focus-memory.ts';
import { tellNotification } from './ui/tell-notification.ts';
import { openProject } from './features/start/project-acts.ts';

/** Reads what the first picture needs, shows it, and follows the services from then on. */
export async function startInterface(): Promise<void> {
  fillCommandTable(allCommands);
  adoptTheme();
  rememberFocus();
  followKeptActs();
  followFullDisk();
  keepReviewPlace();
  await Promise.all([loadWindowState(), readSettings(), readProject()]);
  adoptFilesView();
  recallLook();
  recallSidePanels();
  const place = document.getElementById('root');
  if (place === null) return;
  createRoot(place).render(
    <QueryClientProvider client={queryClient}>
      <App />
    </QueryClientProvider>,
  );
  followEvents({ onNotification: tellNotification });
  host.onOpenPath?.((path) => void openProject(path));
  keepDroppedFilesOut();
}

// A file that is dropped where nothing takes it would replace the page.
function keepDroppedFilesOut(): void {
  for (const type of ['dragover', 'drop'] as const) {
    window.addEventListener(type, (event) => {
      event.preventDefault();
    });
  }
}

// Where they cannot be read, the window opens as the system looks.
async function readSettings(): Promise<void> {
  await queryClient.query(question('settings.get', {})).catch(() => undefined);
}

async function readProject(): Promise<void> {
  const { project } = await call('project.current', {}).catch(() => ({ project: undefined }));
  takeProject(project);
}
