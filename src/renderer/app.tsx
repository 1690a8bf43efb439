import { useAnswer } from './api/queries.ts';
import { CommandPalette } from './features/shell/command-palette.tsx';
import { DatasetDialog } from './features/files/dataset-dialog.tsx';
import { ConfirmDialog } from './features/shell/confirm-dialog.tsx';
import { FaultBoundary } from './features/shell/fault-boundary.tsx';
import { HistoryDialog } from './features/history/history-dialog.tsx';
import { Shell } from './features/shell/shell.tsx';
import { ShortcutsDialog } from './features/shell/shortcuts-dialog.tsx';
import { useAppTitle } from './features/shell/use-app-title.ts';
import { useCommandMenu } from './commands/use-command-menu.ts';
import { useShortcuts } from './commands/use-shortcuts.ts';
import { FolderPicker } from './features/folders/folder-picker.tsx';
import { MeasureDialog } from './features/measure/measure-dialog.tsx';
import { RepairDialog } from './features/repair/repair-dialog.tsx';
import { SettingsDialog } from './features/settings/settings-dialog.tsx';
import { StartPage } from './features/start/start-page.tsx';
import { useProjectStore } from './state/project-store.ts';
import { Messages } from './ui/messages.tsx';
import { ThemeProvider } from './ui/theme-provider.tsx';

export function App() {
  const { data: settings } = useAnswer('settings.get', {});
  return (
    <ThemeProvider scheme={settings?.theme ?? 'system'}>
      <Messages />
      <FaultBoundary>
        <Content />
      </FaultBoundary>
    </ThemeProvider>
  );
}

function Content() {
  const path = useProjectStore(({ project }) => project?.path);
  useShortcuts();
  useCommandMenu();
  useAppTitle();
  return (
    <>
      {/* By its project: nothing that shows one lives on in the next. */}
      {path === undefined ? <StartPage /> : <Shell key={path} />}
      <CommandPalette />
      <ShortcutsDialog />
      <SettingsDialog />
      <HistoryDialog />
      <RepairDialog />
      <MeasureDialog />
      <FolderPicker />
      <DatasetDialog />
      <ConfirmDialog />
    </>
  );
}
