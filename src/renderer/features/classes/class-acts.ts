import type { PaletteChange } from '../../../shared/contract/class-calls.ts';
import type { Affected, ClassEdit, PaletteState } from '../../../shared/contract/class-schemas.ts';
import { call } from '../../api/client.ts';
import { queryClient, question } from '../../api/queries.ts';
import { makeStaleNow } from '../../api/stale-answers.ts';
import { changeProject } from '../../state/change-project.ts';
import { openClassForm, selectClasses, useClassesStore } from '../../state/classes-store.ts';
import { confirm } from '../../state/confirm-store.ts';
import { askForPaths } from '../../state/path-dialog-store.ts';
import { currentProject } from '../../state/project-store.ts';
import { goToStep } from '../../state/view-store.ts';
import { formatCount, formatCounted } from '../../strings/format.ts';
import { text } from '../../strings/text.ts';
import { attempt, tell } from '../../ui/tell.tsx';
import { repairStale } from '../repair/repair-acts.ts';
import { undoAct } from '../history/history-acts.ts';

const paletteKey = question('classes.get', {}).queryKey;

function knownPalette(): PaletteState | undefined {
  return queryClient.getQueryData<PaletteState>(paletteKey);
}

/** The palette's revision that the person sees; an edit made on another one is refused. */
function shownRevision(): number {
  return knownPalette()?.revision ?? currentProject()?.paletteRevision ?? 0;
}

type Change = (revision: number) => Promise<PaletteChange>;

/** Changes the palette, shows it, and tells what that means for masks that are repaired already. */
async function changePalette(failure: string, change: Change): Promise<PaletteState | undefined> {
  const changed = await attempt(failure, () => changeProject(() => change(shownRevision())));
  makeStaleNow('classes.');
  if (changed === undefined) return undefined;
  queryClient.setQueryData(paletteKey, changed.palette);
  tellAffected(changed.affected);
  return changed.palette;
}

function tellAffected({ toRepair, toRelabel, examples }: Affected): void {
  if (toRepair > 0) {
    tell({
      level: 'info',
      // An undo says that it is over.
      about: 'history',
      title: text.classes.needRepair(formatCounted(toRepair, 'mask')),
      text: text.classes.needRepairHint(text.classes.listed(examples.toRepair, toRepair)),
      act: { label: text.classes.repairThem, run: repairStale },
    });
  } else if (toRelabel > 0) {
    tell({
      level: 'success',
      title: text.classes.relabelled(formatCounted(toRelabel, 'mask')),
      text: text.classes.listed(examples.toRelabel, toRelabel),
    });
  }
}

export async function inferClasses(): Promise<void> {
  const palette = await changePalette(text.classes.inferFailed, (revision) => call('classes.infer', { revision }));
  if (palette !== undefined) {
    tell({
      level: 'success',
      title: text.classes.inferred(formatCounted(palette.classes.length, 'class', 'classes')),
      text: text.classes.inferredFrom(formatCount(palette.evidenceFiles)),
    });
  }
}

export async function applyPreset(preset: string): Promise<void> {
  await changePalette(text.classes.presetFailed, (revision) => call('classes.applyPreset', { revision, preset }));
}

export async function importClassList(): Promise<void> {
  const [path] = await askForPaths({ kind: 'open-files', title: text.classes.importTitle, show: 'palettes' });
  if (path === undefined) return;
  const palette = await changePalette(text.classes.importFailed, (revision) =>
    call('classes.importFile', { revision, file: { path } }),
  );
  if (palette !== undefined) goToStep('classes');
}

/** Saves the class list; a file that is there already is replaced only when the person says so. */
export async function exportClassList(format: string): Promise<void> {
  const folder = (currentProject()?.path ?? '').replace(/[^/\\]*$/, '');
  const [path] = await askForPaths({
    kind: 'save-file',
    title: text.classes.exportTitle,
    show: 'all',
    defaultPath: `${folder}${format}`,
  });
  if (path === undefined) return;
  const saved = await attempt(text.classes.exportFailed, () =>
    call('classes.exportFile', { format, path, isOverwriting: false }),
  );
  if (saved?.path !== undefined) tell({ level: 'success', title: text.classes.exported, text: saved.path });
}

/** Kinds of edit that reach into masks which are repaired already. */
const farReaching: ReadonlySet<ClassEdit['kind']> = new Set(['recolour', 'remove', 'merge', 'split', 'add', 'claim']);

/** Edits the classes; where masks are affected the person is told which and how before it is done. */
export async function editClasses(edit: ClassEdit): Promise<boolean> {
  if (farReaching.has(edit.kind) && !(await isAgreed(edit))) return false;
  const palette = await changePalette(text.classes.editFailed, (revision) => call('classes.edit', { revision, edit }));
  return palette !== undefined;
}

async function isAgreed(edit: ClassEdit): Promise<boolean> {
  const affected = await attempt(text.classes.editFailed, () => call('classes.affected', { edit }));
  if (affected === undefined) return false;
  const { toRepair, toRelabel, decisionsLost, untouched, examples } = affected;
  if (toRepair + toRelabel + decisionsLost === 0) return true;
  return confirm({
    title: text.classes.affectedTitle,
    text: [
      ...(edit.kind === 'merge' ? [text.classes.affectedMerge(namesOf(edit.from), namesOf([edit.into]))] : []),
      ...(toRepair > 0 ? [text.classes.affectedRepair(toRepair, examples.toRepair)] : []),
      ...(toRelabel > 0 ? [text.classes.affectedRelabel(toRelabel, examples.toRelabel)] : []),
      ...(decisionsLost > 0 ? [text.classes.affectedDecisions(decisionsLost)] : []),
      text.classes.affectedUntouched(untouched),
      text.classes.affectedUndo,
    ],
    act: text.classes.affectedAct,
  });
}

function namesOf(slots: readonly number[]): string {
  return (knownPalette()?.classes ?? [])
    .filter(({ slot }) => slots.includes(slot))
    .map(({ name }) => name)
    .join(', ');
}

export function openAddClass(): void {
  goToStep('classes');
  openClassForm({ kind: 'add' });
}

/** Merges the selected classes into the first of them in the palette's order. */
export async function mergeChosenClasses(): Promise<void> {
  const { selected } = useClassesStore.getState();
  const chosen = (knownPalette()?.classes ?? []).filter(({ slot }) => selected.has(slot));
  const [into, ...from] = chosen;
  if (into === undefined || from.length === 0) return;
  const names = from.map(({ name }) => name).join(', ');
  const isMerged = await editClasses({ kind: 'merge', from: from.map(({ slot }) => slot), into: into.slot });
  if (!isMerged) return;
  selectClasses([into.slot]);
  tell({
    level: 'success',
    title: text.classes.merged(names, into.name),
    act: undoAct(),
  });
}

/** Moves a class by a number of places, or to a place. */
export async function moveClass(slot: number, target: number): Promise<void> {
  const slots = (knownPalette()?.classes ?? []).map((entry) => entry.slot);
  const from = slots.indexOf(slot);
  const to = Math.max(0, Math.min(slots.length - 1, target));
  if (from < 0 || from === to) return;
  slots.splice(from, 1);
  slots.splice(to, 0, slot);
  await editClasses({ kind: 'reorder', slots, isRenumbering: false });
}

/** Gives the classes the indices 0, 1, 2 … in the order they stand in. */
export async function renumberClasses(): Promise<void> {
  const slots = (knownPalette()?.classes ?? []).map((entry) => entry.slot);
  await editClasses({ kind: 'reorder', slots, isRenumbering: true });
}

/** The same with the background at the head of them, as many tools take it to be. */
export async function numberBackgroundFirst(): Promise<void> {
  const classes = knownPalette()?.classes ?? [];
  const slots = [
    ...classes.filter(({ role }) => role === 'background'),
    ...classes.filter(({ role }) => role !== 'background'),
  ].map(({ slot }) => slot);
  await editClasses({ kind: 'reorder', slots, isRenumbering: true });
}
