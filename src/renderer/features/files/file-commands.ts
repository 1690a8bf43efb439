import { addFiles, addFolder, removeChosen, rescan, saveListAsCsv, setRoleOfChosen } from './file-acts.ts';
import { meaningChoices } from '../../../shared/model/mask-meaning.ts';
import { setMeaningOfChosen } from './meaning-acts.ts';
import { chosenFiles, clearFilter, hasFilter, selectAll, selectNone, useFilesStore } from '../../state/files-store.ts';
import { currentProject, useProjectStore } from '../../state/project-store.ts';
import { goToStep, useViewStore } from '../../state/view-store.ts';
import { text } from '../../strings/text.ts';
import type { Command } from '../../commands/command.ts';

const hasProject = (): boolean => currentProject() !== undefined;
const isListShown = (): boolean =>
  hasProject() &&
  useViewStore.getState().step === 'files' &&
  ['masks', 'photos'].includes(useFilesStore.getState().tab);
const hasChosen = (): boolean => isListShown() && chosenFiles() !== undefined;

const addCommands: readonly Command[] = [
  {
    id: 'files.addFolder',
    title: () => text.commands.addFolder,
    menu: 'file',
    group: 1,
    keys: 'Mod+I',
    isEnabled: hasProject,
    run: () => addFolder('auto'),
  },
  {
    id: 'files.addFiles',
    title: () => text.commands.addFiles,
    menu: 'file',
    group: 1,
    isEnabled: hasProject,
    run: addFiles,
  },
  {
    id: 'files.addPhotos',
    title: () => text.commands.addPhotos,
    menu: 'file',
    group: 1,
    isEnabled: hasProject,
    run: () => addFolder('photo'),
  },
  {
    id: 'files.rescan',
    title: () => text.commands.rescan,
    menu: 'file',
    group: 2,
    isEnabled: () => hasProject() && useProjectStore.getState().scan?.isScanning !== true,
    run: rescan,
  },
  {
    id: 'files.csv',
    title: () => text.commands.exportCsv,
    menu: 'file',
    group: 2,
    isEnabled: hasProject,
    run: () => saveListAsCsv('files'),
  },
];

const selectionCommands: readonly Command[] = [
  {
    id: 'files.selectAll',
    title: () => text.commands.selectAll,
    menu: 'edit',
    group: 1,
    keys: 'Mod+A',
    isEnabled: isListShown,
    run: selectAll,
  },
  {
    id: 'files.selectNone',
    title: () => text.commands.selectNone,
    menu: 'edit',
    group: 1,
    keys: 'Mod+Shift+A',
    isEnabled: hasChosen,
    run: selectNone,
  },
  {
    id: 'files.remove',
    title: () => text.commands.remove,
    menu: 'edit',
    group: 2,
    keys: 'Delete',
    isEnabled: hasChosen,
    run: removeChosen,
  },
  {
    id: 'files.asPhoto',
    title: () => text.commands.asPhoto,
    menu: 'edit',
    group: 2,
    isEnabled: () => hasChosen() && useFilesStore.getState().tab === 'masks',
    run: () => setRoleOfChosen('photo'),
  },
  {
    id: 'files.asMask',
    title: () => text.commands.asMask,
    menu: 'edit',
    group: 2,
    isEnabled: () => hasChosen() && useFilesStore.getState().tab === 'photos',
    run: () => setRoleOfChosen('mask'),
  },
  ...meaningChoices.map((choice): Command => ({
    id: `files.read.${choice}`,
    title: () => text.objects.readAs[choice],
    menu: 'edit',
    group: 2,
    isEnabled: () => hasChosen() && useFilesStore.getState().tab === 'masks',
    run: () => setMeaningOfChosen(choice),
  })),
  {
    id: 'files.find',
    title: () => text.commands.find,
    menu: 'edit',
    group: 3,
    keys: 'Mod+F',
    isEnabled: hasProject,
    run: findFile,
  },
  {
    id: 'files.clearFilter',
    title: () => text.commands.clearFilter,
    menu: 'edit',
    group: 3,
    isEnabled: () => isListShown() && hasFilter(useFilesStore.getState().filter),
    run: clearFilter,
  },
];

export const fileCommands: readonly Command[] = [...addCommands, ...selectionCommands];

// The field is on screen once the step is; a focus before that would be lost.
function findFile(): void {
  goToStep('files');
  if (!isListShown()) clearFilter();
  requestAnimationFrame(() => document.getElementById('find-file')?.focus());
}
